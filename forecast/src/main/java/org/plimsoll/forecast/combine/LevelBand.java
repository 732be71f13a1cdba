package org.plimsoll.forecast.combine;

import java.util.Arrays;

/// Recalibration of a forecast's level over the trailing 180 outcomes: where the mean ratio of
/// outcome to forecast leaves a band about 1, the forecast is moved so that it would lie on the
/// band's edge.
///
/// Ratios above the median + 4 robust deviations of their logarithm count only up to there. Within
/// the band nothing is done: following the level closely costs more than it gains. State of a
/// single writer.
public final class LevelBand {
  private static final int WINDOW = 180;
  private static final int LEAST = 60;
  private static final double LOW = 0.8;
  private static final double HIGH = 1.25;
  private static final double ROBUST_SD = 1.4826;
  private static final double WINSOR_SDS = 4;

  private final double[] logRatios = new double[WINDOW];
  private int count;

  /// Learns what came of a forecast; both in the same unit.
  public void add(double realised, double forecast) {
    logRatios[count % WINDOW] = StrictMath.log(realised / forecast);
    count++;
  }

  /// What a forecast is multiplied by.
  public double factor() {
    int n = Math.min(count, WINDOW);
    if (n < LEAST) {
      return 1;
    }
    double[] sorted = Arrays.copyOf(logRatios, n);
    Arrays.sort(sorted);
    double middle = sorted[n / 2];
    double[] away = new double[n];
    Arrays.setAll(away, i -> Math.abs(sorted[i] - middle));
    Arrays.sort(away);
    double limit = middle + WINSOR_SDS * ROBUST_SD * away[n / 2];
    double sum = 0;
    for (double each : sorted) {
      sum += StrictMath.exp(Math.min(limit, each));
    }
    double ratio = sum / n;
    if (ratio > HIGH) {
      return ratio / HIGH;
    }
    return ratio < LOW ? ratio / LOW : 1;
  }
}
