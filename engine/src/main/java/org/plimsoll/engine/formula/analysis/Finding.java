package org.plimsoll.engine.formula.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A property that a margin rate should not have, with points that show it.
///
/// @param input the input that is to blame; absent where it is not one input alone
/// @param message what was found, with its figures
/// @param counterexample one or two points, evaluated by the reference evaluator
public record Finding(
    Kind kind, @Nullable String input, String message, List<Sample> counterexample) {
  /// Copies the list and checks that there is a point.
  public Finding {
    counterexample = List.copyOf(counterexample);
    if (counterexample.isEmpty()) {
      throw new IllegalArgumentException("A finding without a counterexample");
    }
  }

  /// Kinds of finding. The names are stable.
  public enum Kind {
    /// The rate is lower where volatility is higher.
    FALLS_WHEN_VOLATILITY_RISES,
    /// The rate is lower where the account's leverage is higher.
    FALLS_WHEN_LEVERAGE_RISES,
    /// The value has no bound.
    CAN_BE_UNBOUNDED,
    /// The formula has no value somewhere in the box.
    CAN_BE_UNAVAILABLE,
    /// The value jumps at a threshold.
    JUMPS_AT_TIER,
    /// The rate is negative somewhere in the box.
    NEGATIVE_RATE
  }
}
