package org.plimsoll.engine.market;

import java.time.Duration;

/// How much every margin rate is raised while a market has no fresh index.
///
/// A rate covers the moves of a horizon `h` after the last known price. With the price unknown for
/// a time `a` it must cover `h + a`, and dispersion grows with the square root of time, so
///
///     factor = min(maximum, max(atOnce, sqrt((h + a) / h)))
///
/// which never falls as `a` grows and never is below 1.
///
/// @param horizon the time a rate covers, `h`; at least one second
/// @param atOnce the factor from the first moment without a quorum, at least 1
/// @param maximum the factor that is never exceeded, at least `atOnce`
public record StalenessUplift(Duration horizon, double atOnce, double maximum) {

  public StalenessUplift {
    if (horizon.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("Horizon " + horizon + " is below one second");
    }
    if (!(1 <= atOnce && atOnce <= maximum && maximum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Uplift must be 1 <= at once " + atOnce + " <= maximum " + maximum);
    }
  }

  /// The factor on the rate when the last good index is `age` old; whole milliseconds count.
  public double factor(Duration age) {
    double waited = Math.max(0, age.toMillis());
    double horizonMillis = horizon.toMillis();
    double grown = Math.sqrt((horizonMillis + waited) / horizonMillis);
    return Math.min(maximum, Math.max(atOnce, grown));
  }
}
