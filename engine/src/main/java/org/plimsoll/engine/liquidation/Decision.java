package org.plimsoll.engine.liquidation;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// What the liquidation engine does about a group now.
public sealed interface Decision {
  /// Nothing: orders are with the venue and not yet answered.
  record Waiting(int orders) implements Decision {}

  /// Nothing, because a price failed its gates, a pace limit is reached, or the group cannot be
  /// assessed.
  record Deferred(Reason reason, String detail) implements Decision {}

  /// The group covers its maintenance again, or holds nothing more.
  record Recovered(long equity, long maintenance) implements Decision {}

  /// The venue takes the whole group over at bankruptcy prices.
  ///
  /// @param bankrupt whether it is worth less than nothing
  record TakeOver(Standing.Known standing, boolean bankrupt) implements Decision {}

  /// Orders go to the venue.
  ///
  /// @param standing where the group stood
  /// @param placed one or more
  record Ordered(Standing.Known standing, List<Placed> placed) implements Decision {
    public Ordered {
      placed = List.copyOf(placed);
    }
  }

  /// One order with what it is for.
  ///
  /// @param bankruptcyPrice the price at which closing would leave nothing of the share
  /// @param mark the price it was sized at
  /// @param released maintenance it frees, in valuation units
  /// @param whole whether it closes the position
  record Placed(
      LiquidationOrder order, long mark, long bankruptcyPrice, long released, boolean whole) {}
}
