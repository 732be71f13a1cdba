package org.plimsoll.engine.margin.portfolio;

import java.util.List;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.quantity.Reason;

/// What an assessment of a portfolio account found. Money is in units of the valuation currency.
public sealed interface PortfolioOutcome {
  /// An account that could be assessed.
  ///
  /// @param equity collateral after haircut plus what the books are worth, rounded down
  /// @param collateral balances after haircut and limit, rounded down
  /// @param initial initial requirement, open orders on their worst side included, rounded up
  /// @param maintenance maintenance requirement of the positions, rounded up
  /// @param status where equity stands against them
  /// @param books what each book requires, in the account's order
  record Assessed(
      long equity,
      long collateral,
      long initial,
      long maintenance,
      AccountStatus status,
      List<BookOutcome> books)
      implements PortfolioOutcome {
    public Assessed {
      books = List.copyOf(books);
    }

    /// Equity beyond the initial requirement; negative for a shortfall.
    public long free() {
      return Math.subtractExact(equity, initial);
    }
  }

  /// One book's part, before rounding.
  ///
  /// @param method what the method found on the positions
  /// @param floored initial requirement of the positions under the floor
  /// @param flooredMaintenance maintenance requirement of the positions under the floor
  /// @param orders what the worst side of the open orders adds to the initial requirement, at least
  ///     zero
  record BookOutcome(
      String underlying,
      MethodOutcome method,
      OffsetFloor.Floored floored,
      OffsetFloor.Floored flooredMaintenance,
      double orders) {}

  /// An account that could not be assessed.
  record Unavailable(Reason reason, String detail) implements PortfolioOutcome {}
}
