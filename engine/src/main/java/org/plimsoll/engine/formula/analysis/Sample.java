package org.plimsoll.engine.formula.analysis;

import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;

/// A point of a box and what the reference evaluator gave there.
public record Sample(Inputs inputs, Outcome outcome) {
  /// The number, a truth being 1 or 0.
  ///
  /// @throws IllegalStateException when there is none
  public double value() {
    return switch (outcome) {
      case Outcome.Value value -> value.value();
      case Outcome.Truth truth -> truth.value() ? 1 : 0;
      case Outcome.Unavailable none -> throw new IllegalStateException("No value: " + none);
    };
  }

  /// Whether the formula has a value at the point.
  public boolean isAvailable() {
    return switch (outcome) {
      case Outcome.Value _, Outcome.Truth _ -> true;
      case Outcome.Unavailable _ -> false;
    };
  }
}
