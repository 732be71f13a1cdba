package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;

/// The range of rates that were in force up to some time.
///
/// @param low the lowest of them
/// @param high the highest of them
/// @param ended when the last of them ceased to be in force
public record PastRates(double low, double high, Instant ended) {
  public PastRates {
    Demand.requireRate(low, "past rate");
    Demand.requireRate(high, "past rate");
  }

  PastRates plus(PastRates later) {
    return new PastRates(Math.min(low, later.low), Math.max(high, later.high), later.ended);
  }
}
