package org.plimsoll.service.store;

import java.util.ArrayList;
import java.util.List;

/// All fingerprints of keys seen, with their sequences: finds candidates, never misses one.
///
/// Open addressing in tables of doubling size, the newest last, so that nothing is ever rehashed
/// and no insertion stalls the writer. A slot holds the fingerprint's high 24 bits and a sequence
/// of 40 bits: a fingerprint that was never seen gives a candidate about once in a million lookups,
/// and the caller compares the key itself. Takes 12 to 24 bytes a key.
final class KeyIndex {
  /// The greatest sequence a slot can hold.
  static final long MAX_SEQUENCE = (1L << 40) - 1;

  private static final int FIRST_SLOTS_LOG2 = 17;
  private static final int MAX_SLOTS_LOG2 = 28;

  private final List<long[]> tables = new ArrayList<>();
  private int newestSize;

  KeyIndex() {
    tables.add(new long[1 << FIRST_SLOTS_LOG2]);
  }

  /// Notes that the record at `sequence` has a key with this fingerprint.
  void add(long fingerprint, long sequence) {
    if (sequence > MAX_SEQUENCE) {
      throw new IllegalStateException("more than %d records".formatted(MAX_SEQUENCE));
    }
    long[] newest = tables.getLast();
    if (newestSize >= newest.length / 3 * 2) {
      int slotsLog2 = Math.min(MAX_SLOTS_LOG2, FIRST_SLOTS_LOG2 + tables.size());
      newest = new long[1 << slotsLog2];
      tables.add(newest);
      newestSize = 0;
    }
    int mask = newest.length - 1;
    int slot = (int) fingerprint & mask;
    while (newest[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    newest[slot] = (fingerprint & ~MAX_SEQUENCE) | sequence;
    newestSize++;
  }

  /// Calls the visitor with each sequence whose key may have this fingerprint, until it says stop.
  void candidates(long fingerprint, Candidate visitor) {
    for (int table = tables.size() - 1; table >= 0; table--) {
      long[] slots = tables.get(table);
      int mask = slots.length - 1;
      for (int slot = (int) fingerprint & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
        long entry = slots[slot];
        if (((entry ^ fingerprint) & ~MAX_SEQUENCE) == 0
            && !visitor.proceedAfter(entry & MAX_SEQUENCE)) {
          return;
        }
      }
    }
  }

  /// Looks at one candidate and says whether to go on.
  interface Candidate {
    boolean proceedAfter(long sequence);
  }
}
