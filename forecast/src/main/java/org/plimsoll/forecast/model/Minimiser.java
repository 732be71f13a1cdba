package org.plimsoll.forecast.model;

/// The method of Broyden, Fletcher, Goldfarb and Shanno with backtracking, for smooth functions of
/// a few variables: J. Nocedal and S. Wright, Numerical Optimization (2006), algorithm 6.1.
final class Minimiser {
  private static final double SUFFICIENT = 1e-4;
  private static final int MAX_HALVINGS = 40;

  /// A function with its gradient.
  interface Objective {
    /// The value at a point; puts the gradient into `gradient`.
    double value(double[] at, double[] gradient);
  }

  private Minimiser() {}

  /// A point at which the function is least nearby: the gradient is flat, no step helps any more,
  /// or the steps are used up.
  ///
  /// @param flat the length of the gradient below which it counts as flat
  static double[] minimise(Objective objective, double[] start, int maxSteps, double flat) {
    int n = start.length;
    double[] at = start.clone();
    double[] gradient = new double[n];
    double value = objective.value(at, gradient);
    double[][] inverse = identity(n);
    for (int step = 0; step < maxSteps && length(gradient) > flat; step++) {
      double[] direction = times(inverse, gradient);
      double slope = -dot(direction, gradient);
      if (slope >= 0) {
        inverse = identity(n);
        direction = gradient.clone();
        slope = -dot(direction, gradient);
      }
      double factor = 1;
      double[] next = at;
      double[] nextGradient = new double[n];
      double nextValue = Double.NaN;
      for (int halving = 0; halving < MAX_HALVINGS; halving++) {
        next = moved(at, direction, factor);
        nextValue = objective.value(next, nextGradient);
        if (nextValue <= value + SUFFICIENT * factor * slope) {
          break;
        }
        nextValue = Double.NaN;
        factor /= 2;
      }
      if (Double.isNaN(nextValue)) {
        break;
      }
      update(inverse, at, next, gradient, nextGradient);
      at = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return at;
  }

  private static void update(
      double[][] inverse, double[] at, double[] next, double[] gradient, double[] nextGradient) {
    int n = at.length;
    double[] s = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - at[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    double curvature = dot(s, y);
    if (!(curvature > 1e-14)) {
      return;
    }
    double[] hy = times(inverse, y);
    double scale = (1 + dot(y, hy) / curvature) / curvature;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
      }
    }
  }

  private static double[] moved(double[] at, double[] direction, double factor) {
    double[] moved = at.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= factor * direction[i];
    }
    return moved;
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }
}
