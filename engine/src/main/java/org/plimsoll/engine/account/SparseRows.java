package org.plimsoll.engine.account;

import java.util.Arrays;

/// Many short rows of key → long columns, held in shared primitive arrays.
///
/// Each row keeps its keys ascending in one contiguous block, so that a sweep reads memory in
/// order; an absent key is zero in every column. A block that grows moves to one of twice its size,
/// and what it leaves is reused. Where a block lies never shows outside.
final class SparseRows {
  private static final int SIZE_CLASSES = 31;
  private static final int NO_BLOCK = -1;

  private int rows;
  private int used;
  private int[] start = new int[16];
  private int[] count = new int[16];
  private int[] capacity = new int[16];
  private int[] keys = new int[64];
  private final long[][] columns;
  private final int[] freeBlocks;

  SparseRows(int columnCount) {
    columns = new long[columnCount][64];
    freeBlocks = new int[SIZE_CLASSES];
    Arrays.fill(freeBlocks, NO_BLOCK);
  }

  /// A copy that shares nothing with `other`.
  SparseRows(SparseRows other) {
    rows = other.rows;
    used = other.used;
    start = other.start.clone();
    count = other.count.clone();
    capacity = other.capacity.clone();
    keys = other.keys.clone();
    columns = new long[other.columns.length][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = other.columns[i].clone();
    }
    freeBlocks = other.freeBlocks.clone();
  }

  int addRow() {
    if (rows == start.length) {
      start = Arrays.copyOf(start, rows * 2);
      count = Arrays.copyOf(count, rows * 2);
      capacity = Arrays.copyOf(capacity, rows * 2);
    }
    return rows++;
  }

  int first(int row) {
    return start[row];
  }

  int end(int row) {
    return start[row] + count[row];
  }

  int size(int row) {
    return count[row];
  }

  int key(int slot) {
    return keys[slot];
  }

  long value(int slot, int column) {
    return columns[column][slot];
  }

  /// The value under `key`, zero when the row does not hold it.
  long get(int row, int key, int column) {
    int slot = place(row, key);
    return isAt(row, slot, key) ? columns[column][slot] : 0;
  }

  /// The slot of `key`, negative when absent.
  int find(int row, int key) {
    int slot = place(row, key);
    return isAt(row, slot, key) ? slot : NO_BLOCK;
  }

  /// The slot of `key`, made with zeroes when absent. Earlier slots of the row may move.
  int ensure(int row, int key) {
    int slot = place(row, key);
    if (isAt(row, slot, key)) {
      return slot;
    }
    int offset = slot - start[row];
    if (count[row] == capacity[row]) {
      grow(row);
    }
    int from = start[row] + offset;
    int tail = count[row] - offset;
    System.arraycopy(keys, from, keys, from + 1, tail);
    keys[from] = key;
    for (long[] column : columns) {
      System.arraycopy(column, from, column, from + 1, tail);
      column[from] = 0;
    }
    count[row]++;
    return from;
  }

  void setAt(int slot, int column, long value) {
    columns[column][slot] = value;
  }

  void remove(int row, int key) {
    int slot = place(row, key);
    if (!isAt(row, slot, key)) {
      return;
    }
    int tail = end(row) - slot - 1;
    System.arraycopy(keys, slot + 1, keys, slot, tail);
    for (long[] column : columns) {
      System.arraycopy(column, slot + 1, column, slot, tail);
    }
    count[row]--;
  }

  private boolean isAt(int row, int slot, int key) {
    return slot < end(row) && keys[slot] == key;
  }

  /// Where `key` is or would be inserted. Rows are short, so a linear search is the fast one.
  private int place(int row, int key) {
    int slot = start[row];
    int end = slot + count[row];
    while (slot < end && keys[slot] < key) {
      slot++;
    }
    return slot;
  }

  private void grow(int row) {
    int oldCapacity = capacity[row];
    int oldStart = start[row];
    int newCapacity = Math.max(1, oldCapacity * 2);
    int newStart = takeBlock(newCapacity);
    System.arraycopy(keys, oldStart, keys, newStart, count[row]);
    for (long[] column : columns) {
      System.arraycopy(column, oldStart, column, newStart, count[row]);
    }
    start[row] = newStart;
    capacity[row] = newCapacity;
    if (oldCapacity > 0) {
      int sizeClass = sizeClass(oldCapacity);
      keys[oldStart] = freeBlocks[sizeClass];
      freeBlocks[sizeClass] = oldStart;
    }
  }

  private int takeBlock(int size) {
    int sizeClass = sizeClass(size);
    int block = freeBlocks[sizeClass];
    if (block != NO_BLOCK) {
      freeBlocks[sizeClass] = keys[block];
      return block;
    }
    int first = used;
    used += size;
    if (used > keys.length) {
      int length = Math.max(used, keys.length * 2);
      keys = Arrays.copyOf(keys, length);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Arrays.copyOf(columns[i], length);
      }
    }
    return first;
  }

  private static int sizeClass(int size) {
    return 31 - Integer.numberOfLeadingZeros(size);
  }
}
