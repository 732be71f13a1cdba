package org.plimsoll.audit.proof;

import java.time.Duration;

/// What an answer took.
///
/// @param method what gave the answer
/// @param cells boxes that the interval search looked at
/// @param elapsed wall-clock time
public record Effort(Method method, long cells, Duration elapsed) {
  /// The ways to an answer.
  public enum Method {
    /// Interval branch-and-bound.
    INTERVALS,
    /// Z3 over exact real arithmetic.
    SOLVER,
    /// Neither gave one.
    NONE
  }
}
