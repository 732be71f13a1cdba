package org.plimsoll.engine.formula.compile;

import org.plimsoll.engine.formula.Exponential;

/// One loop for each step over whole columns, without jumps.
///
/// A truth is a number whose bits are all set or all clear. A comparison looks at the sign of the
/// difference, which is exact enough: the difference of two finite numbers is zero only where they
/// are the same, thanks to gradual underflow. Others do not matter.
final class Primitives {
  private static final int SIGN = 63;

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
      out[i] = Double.longBitsToDouble(isNegative(a[i] - b[i]));
    }
  }

  static void lessOrEqual(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(~isNegative(b[i] - a[i]));
    }
  }

  static void equal(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(~isNotZero(a[i] - b[i]));
    }
  }

  static void notEqual(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(isNotZero(a[i] - b[i]));
    }
  }

  /// All bits where a difference of finite numbers is below zero; 0.0 keeps −0.0 out.
  private static long isNegative(double difference) {
    return Double.doubleToRawLongBits(difference + 0.0) >> SIGN;
  }

  private static long isNotZero(double difference) {
    long magnitude = Double.doubleToRawLongBits(difference) & Long.MAX_VALUE;
    return -magnitude >> SIGN;
  }

  static void and(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(bits(a[i]) & bits(b[i]));
    }
  }

  static void or(double[] a, double[] b, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(bits(a[i]) | bits(b[i]));
    }
  }

  static void not(double[] a, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Double.longBitsToDouble(~bits(a[i]));
    }
  }

  static void select(double[] truth, double[] yes, double[] no, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      long mask = bits(truth[i]);
      out[i] = Double.longBitsToDouble((bits(yes[i]) & mask) | (bits(no[i]) & ~mask));
    }
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
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
