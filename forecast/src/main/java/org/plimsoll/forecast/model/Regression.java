package org.plimsoll.forecast.model;

import java.util.Arrays;

/// The history of one regression, whose weights halve with age, with moments that each new day only
/// updates: O(p²) a day, p being the number of regressors.
///
/// The moments are those of decayed sums, so nothing is ever subtracted from them and no rounding
/// error stays. Not for use by several threads.
final class Regression {
  private static final int SMEARING_DAYS = 1_460;
  private static final double ROBUST_SD = 1.4826;
  private static final double WINSOR_SDS = 4;

  private final int p;
  private final double decay;
  private final double[] moments;
  private final double[] cross;
  private double total;
  private double outcomeSum;
  private double[] rows;
  private double[] outcomes;
  private long[] days;
  private int size;
  private long today = Long.MIN_VALUE;

  /// @param p the number of regressors, without the constant
  /// @param halfLifeDays after how many days a weight has halved
  Regression(int p, double halfLifeDays) {
    this.p = p;
    decay = StrictMath.pow(0.5, 1 / halfLifeDays);
    moments = new double[p * (p + 1)];
    cross = new double[p];
    rows = new double[p * 512];
    outcomes = new double[512];
    days = new long[512];
  }

  int size() {
    return size;
  }

  /// Adds the regressors of an origin day with its outcome, the logarithm of a variance. Days
  /// ascend.
  void add(long day, double[] row, double outcome) {
    age(day);
    if (size == outcomes.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
      outcomes = Arrays.copyOf(outcomes, size * 2);
      days = Arrays.copyOf(days, size * 2);
    }
    System.arraycopy(row, 0, rows, size * p, p);
    outcomes[size] = outcome;
    days[size] = day;
    size++;
    total += 1;
    outcomeSum += outcome;
    for (int j = 0; j < p; j++) {
      double value = row[j];
      cross[j] += value * outcome;
      moments[j * (p + 1) + p] += value;
      int at = j * (p + 1);
      for (int k = 0; k <= j; k++) {
        moments[at + k] += value * row[k];
      }
    }
  }

  private void age(long day) {
    if (today != Long.MIN_VALUE && day > today) {
      double factor = decayOver(day - today);
      total *= factor;
      outcomeSum *= factor;
      for (int i = 0; i < moments.length; i++) {
        moments[i] *= factor;
      }
      for (int j = 0; j < p; j++) {
        cross[j] *= factor;
      }
    }
    today = day;
  }

  /// The moments of the history as correlations, for a solution by least squares.
  NormalEquations equations() {
    double[] mean = new double[p];
    double[][] covariance = new double[p][p];
    double[] right = new double[p];
    double outcomeMean = outcomeSum / total;
    for (int j = 0; j < p; j++) {
      int at = j * (p + 1);
      mean[j] = moments[at + p] / total;
      right[j] = cross[j] / total - mean[j] * outcomeMean;
      for (int k = 0; k <= j; k++) {
        covariance[j][k] = moments[at + k] / total - mean[j] * mean[k];
      }
    }
    return NormalEquations.of(total, mean, covariance, right, outcomeMean);
  }

  /// The level that makes the weighted mean of the forecasts right: the logarithm of the smearing
  /// factor of N. Duan, Journal of the American Statistical Association 78 (1983), over the newest
  /// days, with residuals winsorised at median + 4 robust deviations.
  ///
  /// @param raw the coefficients of the regressors as they are
  double smearing(double constant, double[] raw) {
    int from = Math.max(0, size - SMEARING_DAYS);
    double[] residuals = new double[size - from];
    for (int i = from; i < size; i++) {
      residuals[i - from] = outcomes[i] - constant - dot(raw, i * p);
    }
    double limit = limit(residuals);
    double sum = 0;
    double weights = 0;
    double weight = 1;
    for (int i = size - 1; i >= from; i--) {
      sum += weight * StrictMath.exp(Math.min(limit, residuals[i - from]));
      weights += weight;
      if (i > from) {
        weight *= decayOver(days[i] - days[i - 1]);
      }
    }
    return StrictMath.log(sum / weights);
  }

  private double decayOver(long elapsed) {
    return elapsed == 1 ? decay : StrictMath.pow(decay, (double) elapsed);
  }

  private static double limit(double[] residuals) {
    double[] sorted = residuals.clone();
    Arrays.sort(sorted);
    double middle = sorted[sorted.length / 2];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i] - middle);
    }
    Arrays.sort(sorted);
    return middle + WINSOR_SDS * ROBUST_SD * sorted[sorted.length / 2];
  }

  /// Four partial sums, so that additions need not wait for each other.
  private double dot(double[] raw, int at) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = 0;
    for (; j + 3 < p; j += 4) {
      a += raw[j] * rows[at + j];
      b += raw[j + 1] * rows[at + j + 1];
      c += raw[j + 2] * rows[at + j + 2];
      d += raw[j + 3] * rows[at + j + 3];
    }
    for (; j < p; j++) {
      a += raw[j] * rows[at + j];
    }
    return (a + b) + (c + d);
  }
}
