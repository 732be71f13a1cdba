package org.plimsoll.engine.formula;

import org.plimsoll.engine.quantity.Reason;

/// What evaluating a formula gave: a number, a truth, or the reason why there is none.
public sealed interface Outcome {
  /// A number.
  ///
  /// @param value finite; zero is never negative
  /// @param unit what it measures; time in days
  record Value(double value, Unit unit) implements Outcome {
    /// Checks that the number is finite.
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A value of " + value);
      }
      value += 0.0; // the sum of -0.0 and 0.0 is 0.0
    }
  }

  /// True or false.
  record Truth(boolean value) implements Outcome {}

  /// No value.
  ///
  /// @param detail the sub-expression, its place and the values that made it fail
  record Unavailable(Reason reason, String detail) implements Outcome {}
}
