package org.plimsoll.engine.account;

/// The accounts that changed last, in order, for any number of readers that each keep their place.
///
/// A ring: a reader that falls too far behind is told so, and has to look at every account.
final class ChangeLog {
  private static final int SMALLEST = 64;

  private int[] accounts = new int[SMALLEST];
  private long changes;
  private long forgotten; // changes before this one are not remembered

  /// Makes room for changes of most of so many accounts between two readings.
  void reserve(int accountCount) {
    if (accountCount * 2L > accounts.length && accounts.length < 1 << 30) {
      accounts = new int[accounts.length * 2];
      forgotten = changes;
    }
  }

  void add(int account) {
    accounts[(int) (changes & (accounts.length - 1))] = account;
    changes++;
  }

  long count() {
    return changes;
  }

  boolean remembers(long since) {
    return since >= forgotten && changes - since <= accounts.length;
  }

  int account(long change) {
    return accounts[(int) (change & (accounts.length - 1))];
  }
}
