package org.plimsoll.engine.portfolio;

import java.util.Arrays;
import org.plimsoll.engine.account.AccountStatus;

/// The accounts of each status but the healthy, so that no one has to look through all.
final class StatusIndex {
  private static final int STATUSES = AccountStatus.values().length;

  private final int[][] members = new int[STATUSES][0]; // of HEALTHY always empty
  private final int[] counts = new int[STATUSES];
  private int[] places = new int[0]; // by account: where it stands among its status

  void move(int account, int from, int to) {
    if (from != 0) {
      int last = members[from][--counts[from]];
      members[from][places[account]] = last;
      places[last] = places[account];
    }
    if (to != 0) {
      if (account >= places.length) {
        places = Arrays.copyOf(places, Math.max(account + 1, places.length + (places.length >> 1)));
      }
      if (counts[to] == members[to].length) {
        members[to] = Arrays.copyOf(members[to], Math.max(64, counts[to] + (counts[to] >> 1)));
      }
      places[account] = counts[to];
      members[to][counts[to]++] = account;
    }
  }

  int count(int status) {
    return counts[status];
  }

  int account(int status, int index) {
    return members[status][index];
  }
}
