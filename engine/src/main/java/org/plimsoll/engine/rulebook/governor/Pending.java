package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;

/// A rise that was announced and has not taken effect.
///
/// @param rate the most that the rate will be at that time
/// @param effectiveAt when it takes effect
public record Pending(double rate, Instant effectiveAt) {
  public Pending {
    Demand.requireRate(rate, "announced rate");
  }
}
