package org.plimsoll.engine.rulebook;

import java.time.Duration;

/// A tool that keeps margin from rising most when markets can bear it least.
///
/// Article 28(1) of Delegated Regulation (EU) No 153/2013 asks a central counterparty for at least
/// one of the three.
public sealed interface AntiProcyclicality {
  /// No tool.
  record None() implements AntiProcyclicality {}

  /// A buffer on the calculated margin, used up while margins rise: Article 28(1)(a).
  ///
  /// @param fraction of the calculated margin, at least 0.25
  record Buffer(double fraction) implements AntiProcyclicality {
    /// Checks that the fraction is finite and not negative.
    public Buffer {
      requireFraction(fraction, Double.MAX_VALUE);
    }
  }

  /// A weight on stressed observations: Article 28(1)(b).
  ///
  /// @param weight of the stressed observations, at least 0.25 and at most 1
  record Stress(double weight) implements AntiProcyclicality {
    /// Checks that the weight lies between 0 and 1.
    public Stress {
      requireFraction(weight, 1.0);
    }
  }

  /// A floor computed from a long history: Article 28(1)(c).
  ///
  /// @param lookback the length of the history, at least ten years
  record LongFloor(Duration lookback) implements AntiProcyclicality {
    /// Checks that the history has a length.
    public LongFloor {
      if (lookback.isNegative() || lookback.isZero()) {
        throw new IllegalArgumentException("A lookback of " + lookback);
      }
    }
  }

  private static void requireFraction(double value, double largest) {
    if (!(value >= 0.0 && value <= largest)) {
      throw new IllegalArgumentException("A fraction of " + value);
    }
  }
}
