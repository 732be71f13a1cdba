package org.plimsoll.engine.portfolio;

import java.util.Arrays;

/// Accounts whose status changed, each once with the status it had first. One writer.
final class Changes {
  private int[] accounts = new int[64];
  private byte[] before = new byte[64];
  private int count;

  void note(int account, int status) {
    if (count == accounts.length) {
      int length = count + (count >> 1);
      accounts = Arrays.copyOf(accounts, length);
      before = Arrays.copyOf(before, length);
    }
    accounts[count] = account;
    before[count++] = (byte) status;
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

  void clear() {
    count = 0;
  }
}
