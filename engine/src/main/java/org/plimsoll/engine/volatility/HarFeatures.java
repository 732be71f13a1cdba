package org.plimsoll.engine.volatility;

import java.util.Optional;

/// The regressors of a log-HAR model at a midnight, from the hours before it.
final class HarFeatures {
  private static final int DAY = 24;

  private HarFeatures() {}

  /// The regressors in the order constant, windows, signed return, absolute return, Tuesday to
  /// Sunday; empty when less than half of a window of a day or more is there.
  ///
  /// A window is the logarithm of its mean variance times 24. A window shorter than a day of which
  /// less than half is there, or in which nothing moved, takes the value of the next longer one.
  static Optional<double[]> at(HourlyBars bars, long day, LogHarOptions options) {
    double[] features = new double[options.regressors()];
    features[0] = 1;
    double longer = Double.NaN;
    for (int i = options.windows().size() - 1; i >= 0; i--) {
      int hours = options.windows().get(i);
      double mean = mean(bars, hours);
      if (!(mean > 0)) {
        if (hours >= DAY) {
          return Optional.empty();
        }
        features[1 + i] = longer;
      } else {
        features[1 + i] = StrictMath.log(mean * DAY);
      }
      longer = features[1 + i];
    }
    int next = 1 + options.windows().size();
    if (options.returnTerms()) {
      if (!(bars.close(DAY) > 0)) {
        return Optional.empty();
      }
      double scaled =
          StrictMath.log(bars.close(0) / bars.close(DAY)) / Math.sqrt(mean(bars, DAY) * DAY);
      features[next] = scaled;
      features[next + 1] = Math.abs(scaled);
      next += 2;
    }
    if (options.weekdayTerms()) {
      int weekday = (int) ((day + 3) % 7);
      for (int i = 1; i < 7; i++) {
        features[next + i - 1] = weekday == i ? 1 : 0;
      }
    }
    return Optional.of(features);
  }

  /// The mean over the hours that are there, or NaN when they are fewer than half.
  private static double mean(HourlyBars bars, int hours) {
    int count = bars.count(hours);
    return 2 * count < hours ? Double.NaN : bars.sum(hours) / count;
  }
}
