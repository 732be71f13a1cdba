package org.plimsoll.engine.margin;

import java.util.Arrays;

/// The accounts assessed at one set of prices, the nearest to a threshold first.
///
/// An entry is a reach, as a `float` rounded down, above an account's index, so that whole numbers
/// compare as reaches do. An entry is stale once its account was assessed again or its reach
/// changed; stale ones are dropped when they are come upon.
final class ReachGroup {
  private static final int SMALL = 16;
  private static final long ACCOUNT = 0xffffffffL;

  private long[] entries = new long[SMALL];
  private int head;
  private int size;
  private boolean ordered = true;
  private float least = Float.POSITIVE_INFINITY;

  /// Whether a member is still what its entry says.
  @FunctionalInterface
  interface Validity {
    boolean holds(int account, int key);
  }

  /// The upper half of the entry for a reach; nothing is nearer than zero.
  static int key(double reach) {
    float down = (float) reach;
    if (down > reach) {
      down = Math.nextDown(down);
    }
    return down > 0 ? Float.floatToRawIntBits(down) : 0;
  }

  boolean isEmpty() {
    return head == size;
  }

  /// No more than the reach of any member; infinite when there is none.
  float least() {
    return least;
  }

  void add(int account, int key, Validity validity) {
    if (size == entries.length) {
      compact(validity);
      if (size > entries.length / 2) {
        entries = Arrays.copyOf(entries, entries.length * 2);
      }
    }
    entries[size++] = (long) key << 32 | account;
    ordered = false;
    least = Math.min(least, reach(key));
  }

  /// The reach that a key stands for.
  static float reach(int key) {
    return Float.intBitsToFloat(key);
  }

  private static int keyOf(long entry) {
    return (int) (entry >>> 32);
  }

  static int account(long entry) {
    return (int) (entry & ACCOUNT);
  }

  private void compact(Validity validity) {
    int kept = 0;
    for (int i = head; i < size; i++) {
      if (validity.holds(account(entries[i]), keyOf(entries[i]))) {
        entries[kept++] = entries[i];
      }
    }
    head = 0;
    size = kept;
  }

  /// Removes every member within `distance` for which `staying` does not hold.
  void removeWithin(double distance, Validity validity, Validity staying) {
    if (!ordered) {
      compact(validity);
      Arrays.sort(entries, 0, size);
      ordered = true;
    }
    int end = head;
    while (end < size && reach(keyOf(entries[end])) <= distance) {
      end++;
    }
    int first = end;
    for (int i = end - 1; i >= head; i--) {
      int account = account(entries[i]);
      int key = keyOf(entries[i]);
      if (validity.holds(account, key) && staying.holds(account, key)) {
        entries[--first] = entries[i];
      }
    }
    head = first;
    shrink();
    least = isEmpty() ? Float.POSITIVE_INFINITY : reach(keyOf(entries[head]));
  }

  /// Removes every member and tells of it.
  void clear(Validity validity, Validity staying) {
    removeWithin(Double.POSITIVE_INFINITY, validity, staying);
  }

  /// Gives back room that three quarters of the members have left.
  private void shrink() {
    int members = size - head;
    if (entries.length > SMALL && members * 4 < entries.length) {
      entries = Arrays.copyOfRange(entries, head, head + Math.max(SMALL, members * 2));
      head = 0;
      size = members;
    }
  }
}
