package org.plimsoll.forecast.model;

/// Solves symmetric positive equations by the factorisation of A.-L. Cholesky.
final class Cholesky {
  private static final double LEAST_PIVOT = 1e-12;

  private Cholesky() {}

  /// The solution; overwrites the lower triangle of `left`. A pivot that rounding has made smaller
  /// than 1e-12 counts as that.
  static double[] solve(double[][] left, double[] right) {
    int n = right.length;
    for (int a = 0; a < n; a++) {
      double[] row = left[a];
      for (int b = 0; b <= a; b++) {
        double sum = row[b];
        double[] other = left[b];
        for (int k = 0; k < b; k++) {
          sum -= row[k] * other[k];
        }
        row[b] = a == b ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / other[b];
      }
    }
    double[] x = right.clone();
    for (int a = 0; a < n; a++) {
      double sum = x[a];
      for (int b = 0; b < a; b++) {
        sum -= left[a][b] * x[b];
      }
      x[a] = sum / left[a][a];
    }
    for (int a = n - 1; a >= 0; a--) {
      double sum = x[a];
      for (int b = a + 1; b < n; b++) {
        sum -= left[b][a] * x[b];
      }
      x[a] = sum / left[a][a];
    }
    return x;
  }
}
