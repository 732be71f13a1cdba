package org.plimsoll.engine.margin.schedule;

import org.plimsoll.engine.quantity.Reason;

/// What a schedule requires.
public sealed interface ScheduleOutcome {
  /// In units of the trades' currency.
  ///
  /// @param gross sum of notional times rate, rounded up
  /// @param grossCost sum of the positive present values
  /// @param netCost present value of the netting set, at least zero
  /// @param requirement gross margin times `grossShare + netShare × net ÷ gross cost`, rounded up
  record Assessed(long gross, long grossCost, long netCost, long requirement)
      implements ScheduleOutcome {
    /// The net-to-gross ratio, for display: 1 where nothing has a positive value.
    public double netToGross() {
      return grossCost == 0 ? 1 : (double) netCost / grossCost;
    }
  }

  /// An amount does not fit.
  record Unavailable(Reason reason, String detail) implements ScheduleOutcome {}
}
