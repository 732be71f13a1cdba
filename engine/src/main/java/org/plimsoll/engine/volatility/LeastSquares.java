package org.plimsoll.engine.volatility;

import java.util.Optional;

/// Ordinary least squares by Householder reflections.
///
/// Every sum runs over rows in their order, so equal rows give equal bits. Reflections rather than
/// normal equations, which would square the condition number: the windows of a HAR model overlap.
final class LeastSquares {
  /// A column whose part orthogonal to the columns before it is smaller than this, relative to its
  /// own length, is a combination of them.
  private static final double SINGULAR = 1e-9;

  private LeastSquares() {}

  /// The coefficients that minimise the sum of squares of `target − Σ coefficient × column`, or
  /// empty when the columns are linearly dependent or fewer rows than columns are given.
  ///
  /// @param columns one array per regressor, of which the first `rows` entries count; overwritten
  /// @param target overwritten
  static Optional<double[]> solve(double[][] columns, double[] target, int rows) {
    int n = columns.length;
    if (rows < n) {
      return Optional.empty();
    }
    double[] diagonal = new double[n];
    for (int k = 0; k < n; k++) {
      double whole = length(columns[k], 0, rows);
      double rest = length(columns[k], k, rows);
      if (!(rest > SINGULAR * whole)) {
        return Optional.empty();
      }
      diagonal[k] = columns[k][k] > 0 ? -rest : rest;
      columns[k][k] -= diagonal[k];
      double scale = -diagonal[k] * columns[k][k];
      for (int j = k + 1; j < n; j++) {
        reflect(columns[k], scale, columns[j], k, rows);
      }
      reflect(columns[k], scale, target, k, rows);
    }
    return Optional.of(substitute(columns, diagonal, target));
  }

  private static void reflect(double[] axis, double scale, double[] column, int from, int rows) {
    double dot = 0;
    for (int i = from; i < rows; i++) {
      dot += axis[i] * column[i];
    }
    double factor = dot / scale;
    for (int i = from; i < rows; i++) {
      column[i] -= factor * axis[i];
    }
  }

  private static double[] substitute(double[][] columns, double[] diagonal, double[] target) {
    double[] solution = new double[diagonal.length];
    for (int k = diagonal.length - 1; k >= 0; k--) {
      double rest = target[k];
      for (int j = k + 1; j < diagonal.length; j++) {
        rest -= columns[j][k] * solution[j];
      }
      solution[k] = rest / diagonal[k];
    }
    return solution;
  }

  private static double length(double[] column, int from, int rows) {
    double sum = 0;
    for (int i = from; i < rows; i++) {
      sum += column[i] * column[i];
    }
    return Math.sqrt(sum);
  }
}
