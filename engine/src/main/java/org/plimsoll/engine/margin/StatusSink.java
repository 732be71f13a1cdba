package org.plimsoll.engine.margin;

import org.plimsoll.engine.account.AccountStatus;

/// Hears of every account whose status a sweep changed, in ascending order of account.
@FunctionalInterface
public interface StatusSink {
  /// An account moved from one status to another. Money is in valuation units.
  void changed(
      int account,
      AccountStatus from,
      AccountStatus to,
      long equity,
      long initial,
      long maintenance);
}
