package org.plimsoll.engine.rulebook;

import java.time.Duration;

/// How fast the effective rate may follow the demanded one.
///
/// @param maxStep the largest change of the rate within one interval; infinite when unbounded
/// @param interval the time over which `maxStep` is counted; zero when `maxStep` is infinite
/// @param notice the time between announcing a rise that hits open positions and its effect
/// @param hysteresis the change of the rate below which the effective rate stays as it is
public record GovernorSettings(
    double maxStep, Duration interval, Duration notice, double hysteresis) {
  /// A governor that lets every demanded rate through at once.
  public static final GovernorSettings NONE =
      new GovernorSettings(Double.POSITIVE_INFINITY, Duration.ZERO, Duration.ZERO, 0.0);

  /// Checks the ranges.
  public GovernorSettings {
    boolean bounded = maxStep < Double.POSITIVE_INFINITY;
    if (!(maxStep > 0.0) || !(hysteresis >= 0.0 && hysteresis < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Step " + maxStep + ", hysteresis " + hysteresis);
    }
    if (interval.isNegative() || notice.isNegative() || bounded == interval.isZero()) {
      throw new IllegalArgumentException("Interval " + interval + ", notice " + notice);
    }
  }
}
