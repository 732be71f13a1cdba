package org.plimsoll.engine.formula.compile;

import org.plimsoll.engine.formula.Exponential;

/// One loop for each step over whole columns. A truth is 1 or 0.
final class Primitives {
  private Primitives() {}

  static void add(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] + b[i];
    }
  }

  static void subtract(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] - b[i];
    }
  }

  static void multiply(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] * b[i];
    }
  }

  static void divide(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] / b[i];
    }
  }

  static void negate(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = -a[i];
    }
  }

  static void absolute(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  static void root(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.sqrt(a[i]);
    }
  }

  static void minimum(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  static void maximum(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  static void exponential(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Exponential.exp(a[i]);
    }
  }

  static void logarithm(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Exponential.log(a[i]);
    }
  }

  static void power(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = StrictMath.pow(a[i], b[i]);
    }
  }

  static void less(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] < b[i] ? 1 : 0;
    }
  }

  static void lessOrEqual(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] <= b[i] ? 1 : 0;
    }
  }

  static void equal(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] == b[i] ? 1 : 0;
    }
  }

  static void notEqual(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = a[i] != b[i] ? 1 : 0;
    }
  }

  static void not(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = 1 - a[i];
    }
  }

  static void select(double[] truth, double[] yes, double[] no, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = truth[i] != 0 ? yes[i] : no[i];
    }
  }

  @SuppressWarnings("IdentityBinaryExpression") // the difference of an infinity is not a number
  static void result(double[] value, double[] sum, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = value[i] + (sum[i] - sum[i]);
    }
  }

  /// A number that is finite only where `count` numbers of `a` are, beginning with `from`.
  static double sum(double[] a, int from, int count) {
    long largest = 0;
    for (int i = 0; i < count; i++) {
      long magnitude = Double.doubleToRawLongBits(a[from + i]) & Long.MAX_VALUE;
      largest = Math.max(largest, magnitude);
    }
    return Double.longBitsToDouble(largest);
  }
}
