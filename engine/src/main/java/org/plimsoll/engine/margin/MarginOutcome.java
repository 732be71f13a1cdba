package org.plimsoll.engine.margin;

import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.quantity.Reason;

/// What an assessment of an account found. All money is in units of the valuation currency.
public sealed interface MarginOutcome {
  /// An account that could be assessed.
  ///
  /// For an isolated account the figures are those of its worst position, and `collateral` is its
  /// bucket.
  ///
  /// @param equity collateral after haircut plus unrealised profit, rounded down
  /// @param collateral balances after haircut, without unrealised profit, rounded down
  /// @param initial initial requirement, rounded up
  /// @param maintenance maintenance requirement, rounded up
  /// @param warning warning level, rounded up
  /// @param status where equity stands against them
  record Assessed(
      long equity,
      long collateral,
      long initial,
      long maintenance,
      long warning,
      AccountStatus status)
      implements MarginOutcome {
    /// What is missing to the initial requirement; zero when covered.
    public long initialShortfall() {
      return Math.max(0, Math.subtractExact(initial, equity));
    }

    /// What is missing to the maintenance requirement; zero when covered.
    public long maintenanceShortfall() {
      return Math.max(0, Math.subtractExact(maintenance, equity));
    }

    /// Equity beyond the initial requirement; zero when there is none.
    public long free() {
      return Math.max(0, Math.subtractExact(equity, initial));
    }
  }

  /// An account that could not be assessed: a price or a rate is missing.
  record Unavailable(Reason reason, String detail) implements MarginOutcome {}
}
