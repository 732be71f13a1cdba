package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;

/// A rate that a person set past the governor. Effective at once, never below the floor.
///
/// @param rate a fraction of notional
/// @param reason why, in the person's words
/// @param expires from when on it no longer counts
public record RateOverride(double rate, String reason, Instant expires) {
  public RateOverride {
    Demand.requireRate(rate, "override");
  }
}
