package org.plimsoll.engine.portfolio;

import java.util.Arrays;

/// Who holds an instrument under one rate class, in ascending order of quantity without sign, then
/// of account.
///
/// At one unit value notional grows with quantity, so this order is that of all tier crossings: the
/// holders of a tier are one stretch of it, and a price moves the bounds of the stretches. Kept as
/// chunks of up to 256 holders, so that inserting moves one chunk and a tick reads in sequence.
final class Holders {
  static final int CHUNK = 256;
  private static final int SPARSE = CHUNK / 4;

  // By holder: chunk c has elements from c × CHUNK.
  int[] accounts = new int[0];
  byte[] slots = new byte[0];
  long[] quantities = new long[0];
  int[] counts = new int[0]; // by chunk

  // By list.
  private final int[][] chunks;
  private final int[] chunkCounts;
  private final int[] sizes;

  private int used; // chunks in use or free
  private int[] free = new int[0];
  private int freeCount;

  // The place that the last search found.
  private int ordinal;
  private int index;

  Holders(int lists) {
    chunks = new int[lists][];
    Arrays.fill(chunks, new int[0]);
    chunkCounts = new int[lists];
    sizes = new int[lists];
  }

  /// How many holders a list has.
  int size(int list) {
    return sizes[list];
  }

  int chunkCount(int list) {
    return chunkCounts[list];
  }

  /// The number of a list's chunk.
  int chunk(int list, int ordinal) {
    return chunks[list][ordinal];
  }

  /// The largest quantity of a list, without sign; zero when no one holds any.
  long largest(int list) {
    if (chunkCounts[list] == 0) {
      return 0;
    }
    int chunk = chunks[list][chunkCounts[list] - 1];
    return Math.abs(quantities[chunk * CHUNK + counts[chunk] - 1]);
  }

  /// Finds the first holder at or above a quantity; {@link #ordinal} and {@link #index} tell where.
  void seek(int list, long quantity) {
    seek(list, quantity, 0);
  }

  int ordinal() {
    return ordinal;
  }

  int index() {
    return index;
  }

  private void seek(int list, long quantity, int account) {
    int[] own = chunks[list];
    int low = 0;
    int high = chunkCounts[list];
    while (low < high) {
      int middle = (low + high) >>> 1;
      int chunk = own[middle];
      if (isBelow(chunk * CHUNK + counts[chunk] - 1, quantity, account)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    ordinal = low;
    index = low < chunkCounts[list] ? firstFrom(own[low], quantity, account) : 0;
  }

  private int firstFrom(int chunk, long quantity, int account) {
    int base = chunk * CHUNK;
    int low = 0;
    int high = counts[chunk];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBelow(base + middle, quantity, account)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The first place in a chunk whose quantity is not below one.
  int firstFrom(int chunk, long quantity) {
    return firstFrom(chunk, quantity, 0);
  }

  private boolean isBelow(int at, long quantity, int account) {
    long own = Math.abs(quantities[at]);
    return own < quantity || (own == quantity && accounts[at] < account);
  }

  /// The quantity, without sign, of the holder at a place; of none, the largest number.
  long from(int list, int ordinal, int index) {
    if (ordinal == chunkCounts[list]) {
      return Long.MAX_VALUE;
    }
    int chunk = chunks[list][ordinal];
    return index < counts[chunk]
        ? Math.abs(quantities[chunk * CHUNK + index])
        : from(list, ordinal + 1, 0);
  }

  /// The quantity, without sign, of the holder before a place; of none, zero.
  long before(int list, int ordinal, int index) {
    if (index > 0) {
      return Math.abs(quantities[chunks[list][ordinal] * CHUNK + index - 1]);
    }
    return ordinal == 0 ? 0 : before(list, ordinal - 1, counts[chunks[list][ordinal - 1]]);
  }

  /// Adds a holder.
  void insert(int list, int account, int slot, long quantity) {
    seek(list, Math.abs(quantity), account);
    if (ordinal == chunkCounts[list]) {
      if (ordinal == 0) {
        addChunk(list, 0);
      } else {
        ordinal--;
        index = counts[chunks[list][ordinal]];
      }
    }
    if (counts[chunks[list][ordinal]] == CHUNK) {
      split(list);
    }
    int chunk = chunks[list][ordinal];
    int at = chunk * CHUNK + index;
    int behind = counts[chunk] - index;
    shift(at, at + 1, behind);
    accounts[at] = account;
    slots[at] = (byte) slot;
    quantities[at] = quantity;
    counts[chunk]++;
    sizes[list]++;
  }

  /// Removes a holder that is there.
  ///
  /// @throws IllegalStateException when it is not
  void remove(int list, int account, long quantity) {
    seek(list, Math.abs(quantity), account);
    int chunk = ordinal < chunkCounts[list] ? chunks[list][ordinal] : 0;
    int at = chunk * CHUNK + index;
    if (ordinal == chunkCounts[list] || accounts[at] != account || quantities[at] != quantity) {
      throw new IllegalStateException(
          "Account " + account + " with " + quantity + " is not in list " + list);
    }
    shift(at + 1, at, counts[chunk] - index - 1);
    counts[chunk]--;
    sizes[list]--;
    if (counts[chunk] < SPARSE) {
      join(list);
    }
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(accounts, from, accounts, to, length);
    System.arraycopy(slots, from, slots, to, length);
    System.arraycopy(quantities, from, quantities, to, length);
  }

  /// Moves the upper half of the full chunk found to a new one behind it.
  private void split(int list) {
    addChunk(list, ordinal + 1);
    int full = chunks[list][ordinal];
    int half = CHUNK / 2;
    shift(full * CHUNK + half, chunks[list][ordinal + 1] * CHUNK, half);
    counts[full] = half;
    counts[chunks[list][ordinal + 1]] = half;
    if (index > half) {
      ordinal++;
      index -= half;
    }
  }

  /// Joins the sparse chunk found with the one behind it if both fit well, or drops it if empty.
  private void join(int list) {
    int chunk = chunks[list][ordinal];
    if (counts[chunk] == 0) {
      dropChunk(list, ordinal);
    } else if (ordinal + 1 < chunkCounts[list]) {
      int next = chunks[list][ordinal + 1];
      if (counts[chunk] + counts[next] <= CHUNK - SPARSE) {
        shift(next * CHUNK, chunk * CHUNK + counts[chunk], counts[next]);
        counts[chunk] += counts[next];
        dropChunk(list, ordinal + 1);
      }
    }
  }

  private void addChunk(int list, int at) {
    int[] own = chunks[list];
    int count = chunkCounts[list];
    if (count == own.length) {
      own = Arrays.copyOf(own, Math.max(4, count + (count >> 1)));
      chunks[list] = own;
    }
    System.arraycopy(own, at, own, at + 1, count - at);
    own[at] = freeCount > 0 ? free[--freeCount] : fresh();
    counts[own[at]] = 0;
    chunkCounts[list]++;
  }

  private int fresh() {
    if (used == counts.length) {
      int length = Math.max(16, used + (used >> 1));
      accounts = Arrays.copyOf(accounts, Math.multiplyExact(length, CHUNK));
      slots = Arrays.copyOf(slots, length * CHUNK);
      quantities = Arrays.copyOf(quantities, length * CHUNK);
      counts = Arrays.copyOf(counts, length);
    }
    return used++;
  }

  private void dropChunk(int list, int at) {
    int[] own = chunks[list];
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(16, freeCount + (freeCount >> 1)));
    }
    free[freeCount++] = own[at];
    System.arraycopy(own, at + 1, own, at, chunkCounts[list] - at - 1);
    chunkCounts[list]--;
  }
}
