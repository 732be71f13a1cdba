package org.plimsoll.forecast.backtest;

import org.plimsoll.engine.margin.pricing.NormalDistribution;

/// Losses of a variance forecast and the test of equal accuracy.
public final class Losses {
  private static final int LEAST_DAYS = 20;

  private Losses() {}

  /// The quasi-likelihood loss x − ln x − 1 with x = realised / forecast; 0 when they agree. Robust
  /// to noise in the realised variance: A. Patton, Journal of Econometrics 160 (2011).
  public static double qlike(double realised, double forecast) {
    double ratio = realised / forecast;
    return ratio - StrictMath.log(ratio) - 1;
  }

  /// The test of equal accuracy of F. Diebold and R. Mariano, Journal of Business and Economic
  /// Statistics 13 (1995), for daily forecasts of one day: the mean difference over its deviation
  /// with Bartlett weights up to lag ⌊n^(1/3)⌋. Standard normal, two-sided; negative favours the
  /// first forecast.
  ///
  /// @param differences loss of the first less loss of the second forecast, in the order of time
  /// @return NaN in both fields for fewer than 20 days or differences that are all alike
  public static TestResult dieboldMariano(double[] differences) {
    int n = differences.length;
    double mean = mean(differences);
    if (n < LEAST_DAYS) {
      return new TestResult(Double.NaN, Double.NaN);
    }
    int lags = (int) (StrictMath.cbrt(n) + 1e-9);
    double variance = autocovariance(differences, mean, 0) / n;
    for (int lag = 1; lag <= lags; lag++) {
      double weight = 1 - lag / (lags + 1.0);
      variance += 2 * weight * autocovariance(differences, mean, lag) / (n - lag);
    }
    if (!(variance > 0)) {
      return new TestResult(Double.NaN, Double.NaN);
    }
    double statistic = mean / Math.sqrt(variance / n);
    double pValue = 2 * NormalDistribution.cumulative(-Math.abs(statistic));
    return new TestResult(statistic, pValue);
  }

  /// The arithmetic mean; NaN of nothing.
  public static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? Double.NaN : sum / values.length;
  }

  private static double autocovariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum;
  }
}
