package org.plimsoll.engine.portfolio;

import java.util.Arrays;
import org.plimsoll.engine.account.AccountStatus;

/// What every account has and owes at the current prices, one row of 32 bytes an account: equity
/// in money units, both requirements in billionths of one, and the status they give.
///
/// A row is four longs: equity; low halves of the initial and the maintenance requirement; their
/// high halves, 30 bits each, above four bits of status and whether its change is noted.
final class Figures {
  static final int ROW = 4;

  /// Longs before the first row, so that rows do not straddle cache lines where an array starts
  /// at one.
  static final int OFFSET = 6;

  static final int INITIAL = 1;
  static final int MAINTENANCE = 2;
  static final int PAIR = 3;

  static final int INITIAL_SHIFT = 34;
  static final int MAINTENANCE_SHIFT = 4;
  static final long STATUS_MASK = 7;
  static final long NOTED = 8;
  static final long STATE_MASK = 15;
  static final long HIGH_MASK = (1L << 30) - 1;
  private static final AccountStatus[] STATUSES = AccountStatus.values();

  long[] rows = new long[OFFSET];

  void ensure(int blocks) {
    int least = OFFSET + blocks * Columns.LANES * ROW;
    if (least > rows.length) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 8L, rows.length + (rows.length >> 1));
      rows = Arrays.copyOf(rows, Math.max(least, grown));
    }
  }

  static int row(int account) {
    return OFFSET + account * ROW;
  }

  static long pair(long initialHigh, long maintenanceHigh) {
    return (initialHigh << INITIAL_SHIFT) + (maintenanceHigh << MAINTENANCE_SHIFT);
  }

  static long initialHigh(long pair) {
    return pair >> INITIAL_SHIFT;
  }

  static long maintenanceHigh(long pair) {
    return (pair >> MAINTENANCE_SHIFT) & HIGH_MASK;
  }

  long equity(int account) {
    return rows[row(account)];
  }

  long initial(int account) {
    int row = row(account);
    return Wide.ceilUnits(initialHigh(rows[row + PAIR]), rows[row + INITIAL]);
  }

  long maintenance(int account) {
    int row = row(account);
    return Wide.ceilUnits(maintenanceHigh(rows[row + PAIR]), rows[row + MAINTENANCE]);
  }

  AccountStatus status(int account) {
    return STATUSES[(int) (rows[row(account) + PAIR] & STATUS_MASK)];
  }

  /// A number that depends on every bit of an account's row and on nothing else.
  long fingerprint(int account) {
    int row = row(account);
    long mixed = mix(account + 1L);
    mixed = mix(mixed ^ rows[row]);
    mixed = mix(mixed ^ rows[row + INITIAL]);
    mixed = mix(mixed ^ rows[row + MAINTENANCE]);
    return mix(mixed ^ (rows[row + PAIR] & ~NOTED));
  }

  /// The finaliser of SplitMix64, a bijection (Steele, Lea, Flood 2014).
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
