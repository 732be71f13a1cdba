package org.plimsoll.forecast.model;

import java.util.Optional;
import org.plimsoll.forecast.PastSeries;

/// What one market tells of itself at an origin. Computed in one pass over the last 720 hours.
final class OwnFeatures {
  /// The windows, hours.
  private static final int[] WINDOWS = {1, 3, 6, 12, 24, 48, 72, 168, 336, 720};

  static final int LEVELS = 0;
  static final int RETURNS = WINDOWS.length;
  static final int VOLUMES = RETURNS + 6;
  static final int SIZE = VOLUMES + 4;

  static final int LEVEL_1 = 0;
  static final int LEVEL_6 = 2;
  static final int LEVEL_24 = 4;
  static final int LEVEL_168 = 7;
  static final int LEVEL_720 = 9;
  static final int VOLUME_6 = VOLUMES + 1;
  static final int VOLUME_24 = VOLUMES + 2;

  private static final int DAY = 24;
  private static final double LEAST_VOLUME = 1e-9;
  private static final double MOST_VOLUME_CHANGE = 3;

  private OwnFeatures() {}

  /// The features: the log mean variance of each window times 24; the scaled returns of 24, 168 and
  /// 6 hours, each signed and absolute; the log traded value of 1, 6, 24 and 168 hours against that
  /// of 24, 168, 720 and 720. Empty when less than half of the day, the week or the month is there.
  static Optional<double[]> at(PastSeries series) {
    double[] mean = new double[WINDOWS.length];
    double[] value = new double[WINDOWS.length];
    scan(series, mean, value);
    double[] features = new double[SIZE];
    double longer = Double.NaN;
    for (int w = WINDOWS.length - 1; w >= 0; w--) {
      boolean needed = w == LEVEL_24 || w == LEVEL_168 || w == LEVEL_720;
      if (mean[w] > 0) {
        longer = StrictMath.log(mean[w] * DAY);
      } else if (needed) {
        return Optional.empty();
      }
      features[LEVELS + w] = longer;
    }
    returns(series, features, mean);
    volumes(features, value);
    for (double feature : features) {
      if (!Double.isFinite(feature)) {
        return Optional.empty();
      }
    }
    return Optional.of(features);
  }

  private static void scan(PastSeries series, double[] mean, double[] value) {
    double variance = 0;
    double traded = 0;
    int count = 0;
    int bars = 0;
    int w = 0;
    for (int hour = 0; hour < WINDOWS[WINDOWS.length - 1]; hour++) {
      double own = series.variance(hour);
      if (!Double.isNaN(own)) {
        variance += own;
        count++;
      }
      double volume = series.volume(hour);
      if (!Double.isNaN(volume)) {
        traded += volume * series.close(hour);
        bars++;
      }
      if (hour + 1 == WINDOWS[w]) {
        mean[w] = 2 * count < WINDOWS[w] ? Double.NaN : variance / count;
        value[w] = StrictMath.log(Math.max(LEAST_VOLUME, bars == 0 ? 0 : traded / bars));
        w++;
      }
    }
  }

  private static void returns(PastSeries series, double[] features, double[] mean) {
    double daily = mean[LEVEL_24];
    put(features, RETURNS, change(series, DAY) / Math.sqrt(daily * DAY));
    put(features, RETURNS + 2, change(series, 168) / Math.sqrt(mean[LEVEL_168] * 168));
    put(features, RETURNS + 4, change(series, 6) / Math.sqrt(daily * 6));
  }

  private static void put(double[] features, int at, double scaled) {
    features[at] = scaled;
    features[at + 1] = Math.abs(scaled);
  }

  private static double change(PastSeries series, int hours) {
    return 100 * StrictMath.log(series.close(0) / series.close(hours));
  }

  private static void volumes(double[] features, double[] value) {
    features[VOLUMES] = against(value[LEVEL_1], value[LEVEL_24]);
    features[VOLUME_6] = against(value[LEVEL_6], value[LEVEL_168]);
    features[VOLUME_24] = against(value[LEVEL_24], value[LEVEL_720]);
    features[VOLUMES + 3] = against(value[LEVEL_168], value[LEVEL_720]);
  }

  private static double against(double recent, double usual) {
    return Math.clamp(recent - usual, -MOST_VOLUME_CHANGE, MOST_VOLUME_CHANGE);
  }
}
