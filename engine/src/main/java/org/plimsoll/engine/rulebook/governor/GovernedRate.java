package org.plimsoll.engine.rulebook.governor;

import java.util.List;
import java.util.Optional;

/// The rate in force after a governor, with what it did and what it now remembers.
///
/// @param rate a fraction of notional; not below the demand's floor
/// @param steps what was done to the demanded rate, in order; empty when it went through as it was
/// @param next the state for the next time
public record GovernedRate(double rate, List<GovernorStep> steps, GovernorState next) {
  public GovernedRate {
    steps = List.copyOf(steps);
  }

  /// The rise that is announced, if one is.
  public Optional<Pending> pending() {
    return Optional.ofNullable(next.pending());
  }
}
