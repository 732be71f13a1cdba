package org.plimsoll.forecast.model;

/// The equations of a least squares fit in standardised regressors: correlations on the left, their
/// covariance with the outcome on the right. A regressor that has not moved has a row of zeros and
/// gets the coefficient 0. Immutable.
final class NormalEquations {
  /// A regressor whose variance is below this, relative to its mean square, has not moved.
  private static final double STILL = 1e-10;

  private final double weight;
  private final double[] mean;
  private final double[] deviation;
  private final double[][] correlation;
  private final double[] right;
  private final double outcomeMean;

  private NormalEquations(
      double weight,
      double[] mean,
      double[] deviation,
      double[][] correlation,
      double[] right,
      double outcomeMean) {
    this.weight = weight;
    this.mean = mean;
    this.deviation = deviation;
    this.correlation = correlation;
    this.right = right;
    this.outcomeMean = outcomeMean;
  }

  /// Standardises moments; takes the arrays as they are.
  ///
  /// @param weight how much the history counts in a pool
  /// @param covariance the lower triangle
  static NormalEquations of(
      double weight, double[] mean, double[][] covariance, double[] right, double outcomeMean) {
    int p = mean.length;
    double[] deviation = new double[p];
    for (int j = 0; j < p; j++) {
      double square = covariance[j][j] + mean[j] * mean[j];
      boolean moved = covariance[j][j] > STILL * Math.max(square, 1e-6);
      deviation[j] = moved ? Math.sqrt(covariance[j][j]) : 0;
    }
    for (int j = 0; j < p; j++) {
      for (int k = 0; k <= j; k++) {
        double scale = deviation[j] * deviation[k];
        covariance[j][k] = scale == 0 ? 0 : covariance[j][k] / scale;
      }
      right[j] = deviation[j] == 0 ? 0 : right[j] / deviation[j];
    }
    return new NormalEquations(weight, mean, deviation, covariance, right, outcomeMean);
  }

  double[] mean() {
    return mean;
  }

  double[] deviation() {
    return deviation;
  }

  double outcomeMean() {
    return outcomeMean;
  }

  double weight() {
    return weight;
  }

  /// Adds the equations, times their weight, to sums over a pool.
  void addTo(double[][] leftSum, double[] rightSum) {
    for (int j = 0; j < right.length; j++) {
      rightSum[j] += weight * right[j];
      for (int k = 0; k <= j; k++) {
        leftSum[j][k] += weight * correlation[j][k];
      }
    }
  }

  /// The coefficients that solve the equations with a ridge that pulls them towards others.
  double[] towards(double[] others, double ridge) {
    int p = right.length;
    double[][] left = new double[p][];
    double[] rest = new double[p];
    for (int j = 0; j < p; j++) {
      left[j] = correlation[j].clone();
      left[j][j] += ridge;
      rest[j] = right[j];
      for (int k = 0; k < p; k++) {
        rest[j] -= (k <= j ? correlation[j][k] : correlation[k][j]) * others[k];
      }
    }
    double[] step = Cholesky.solve(left, rest);
    for (int j = 0; j < p; j++) {
      step[j] = deviation[j] == 0 ? 0 : others[j] + step[j];
    }
    return step;
  }

  /// Standardised coefficients as those of the regressors as they are.
  double[] raw(double[] standardised) {
    double[] raw = new double[mean.length];
    for (int j = 0; j < raw.length; j++) {
      raw[j] = deviation[j] == 0 ? 0 : standardised[j] / deviation[j];
    }
    return raw;
  }

  /// The constant that belongs to raw coefficients.
  double constant(double[] raw) {
    double constant = outcomeMean;
    for (int j = 0; j < raw.length; j++) {
      constant -= raw[j] * mean[j];
    }
    return constant;
  }
}
