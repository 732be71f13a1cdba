package org.plimsoll.engine.rulebook.governor;

import org.plimsoll.engine.quantity.Reason;

/// Whether an override was taken.
public sealed interface OverrideOutcome {
  /// It counts from the next time the rate is governed.
  record Accepted(GovernorState next) implements OverrideOutcome {}

  /// It changes nothing.
  record Refused(Reason reason, String detail) implements OverrideOutcome {}
}
