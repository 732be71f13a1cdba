package org.plimsoll.engine.margin.schedule;

import org.plimsoll.engine.quantity.Billionths;

/// One trade of a netting set, in units of one currency.
///
/// @param notional not negative
/// @param presentValue to the party that calculates, negative when it owes
/// @param rate add-on of the trade's class and maturity in the schedule, in billionths
public record ScheduleTrade(long notional, long presentValue, long rate) {
  public ScheduleTrade {
    if (notional < 0 || rate < 0 || rate > Billionths.MAX) {
      throw new IllegalArgumentException(
          "Trade of notional " + notional + " at " + rate + " billionths");
    }
  }
}
