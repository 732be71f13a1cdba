package org.plimsoll.engine.portfolio;

import java.util.Arrays;

/// Accounts put in order of urgency: worst status first, in it the lowest equity over maintenance
/// requirement, in money, then the lowest account number.
final class Urgency {
  private int[] statuses = new int[64];
  private long[] excesses = new long[64];
  private int[] accounts = new int[64];
  private byte[] before = new byte[64];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int status, long excess, int account, int statusBefore) {
    if (count == accounts.length) {
      int length = count + (count >> 1);
      statuses = Arrays.copyOf(statuses, length);
      excesses = Arrays.copyOf(excesses, length);
      accounts = Arrays.copyOf(accounts, length);
      before = Arrays.copyOf(before, length);
    }
    statuses[count] = status;
    excesses[count] = excess;
    accounts[count] = account;
    before[count++] = (byte) statusBefore;
  }

  int count() {
    return count;
  }

  int account(int index) {
    return accounts[index];
  }

  int before(int index) {
    return before[index];
  }

  /// Heap sort: in place, and never slower than n log n.
  void sort() {
    for (int root = count / 2 - 1; root >= 0; root--) {
      sink(root, count);
    }
    for (int end = count - 1; end > 0; end--) {
      swap(0, end);
      sink(0, end);
    }
  }

  private void sink(int from, int end) {
    int root = from;
    int child = 2 * root + 1;
    while (child < end) {
      if (child + 1 < end && isBefore(child, child + 1)) {
        child++;
      }
      if (!isBefore(root, child)) {
        return;
      }
      swap(root, child);
      root = child;
      child = 2 * root + 1;
    }
  }

  private boolean isBefore(int a, int b) {
    if (statuses[a] != statuses[b]) {
      return statuses[a] > statuses[b];
    }
    if (excesses[a] != excesses[b]) {
      return excesses[a] < excesses[b];
    }
    return accounts[a] < accounts[b];
  }

  private void swap(int a, int b) {
    int status = statuses[a];
    statuses[a] = statuses[b];
    statuses[b] = status;
    long excess = excesses[a];
    excesses[a] = excesses[b];
    excesses[b] = excess;
    int account = accounts[a];
    accounts[a] = accounts[b];
    accounts[b] = account;
    byte earlier = before[a];
    before[a] = before[b];
    before[b] = earlier;
  }
}
