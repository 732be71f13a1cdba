package org.plimsoll.engine.formula;

/// The exponential and the natural logarithm, with the same bits on every machine.
///
/// The algorithms and constants are those of fdlibm 5.3 (`e_exp.c`, `e_log.c`), which
/// {@link StrictMath} is defined by; both are within 1 ulp of the true value. They use only
/// additions, subtractions, products and quotients, so that compiled and vector code can repeat
/// them.
///
/// fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft,
/// a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software
/// is freely granted, provided that this notice is preserved.
public final class Exponential {
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  private static final double EXP_OVERFLOW = 0x1.62e42fefa39efp+9;
  private static final double EXP_UNDERFLOW = -0x1.74910d52d3051p+9;
  private static final double INVERSE_LN2 = 0x1.71547652b82fep+0;
  private static final double P1 = 0x1.555555555553ep-3;
  private static final double P2 = -0x1.6c16c16bebd93p-9;
  private static final double P3 = 0x1.1566aaf25de2cp-14;
  private static final double P4 = -0x1.bbd41c5d26bf1p-20;
  private static final double P5 = 0x1.6376972bea4d0p-25;
  private static final double TWO_TO_MINUS_1000 = 0x1.0p-1000;

  private static final double LG1 = 0x1.5555555555593p-1;
  private static final double LG2 = 0x1.999999997fa04p-2;
  private static final double LG3 = 0x1.2492494229359p-2;
  private static final double LG4 = 0x1.c71c51d8e78afp-3;
  private static final double LG5 = 0x1.7466496cb03dep-3;
  private static final double LG6 = 0x1.39a09d078c69fp-3;
  private static final double LG7 = 0x1.2f112df3e5244p-3;
  private static final double ONE_THIRD = 0x1.5555555555555p-2;
  private static final double TWO_TO_54 = 0x1.0p54;

  private static final int HALF_LN2 = 0x3fd62e42;
  private static final int THREE_HALVES_LN2 = 0x3ff0a2b2;
  private static final int TWO_TO_MINUS_28 = 0x3e300000;

  private Exponential() {}

  /// e to the power `x`: infinite above 709.78…, zero below −745.13…
  public static double exp(double x) {
    if (!(x <= EXP_OVERFLOW)) {
      return x > EXP_OVERFLOW ? Double.POSITIVE_INFINITY : x;
    }
    if (x < EXP_UNDERFLOW) {
      return 0;
    }
    int high = high(x) & 0x7fffffff;
    if (high < TWO_TO_MINUS_28) {
      return 1 + x;
    }
    if (high <= HALF_LN2) {
      double c = remainder(x);
      return 1 - ((x * c) / (c - 2) - x);
    }
    double sign = x > 0 ? 1 : -1;
    int k = (int) (high < THREE_HALVES_LN2 ? sign : INVERSE_LN2 * x + 0.5 * sign);
    double upper = x - k * LN2_HIGH;
    double lower = k * LN2_LOW;
    double reduced = upper - lower;
    double c = remainder(reduced);
    double y = 1 - ((lower - (reduced * c) / (2 - c)) - upper);
    return k >= -1021 ? addToExponent(y, k) : addToExponent(y, k + 1000) * TWO_TO_MINUS_1000;
  }

  private static double remainder(double x) {
    double t = x * x;
    return x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  }

  /// The natural logarithm of `x`: −∞ at zero, not a number below it.
  public static double log(double x) {
    if (x <= 0) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    if (!(x < Double.POSITIVE_INFINITY)) {
      return x;
    }
    boolean subnormal = x < Double.MIN_NORMAL;
    double scaled = subnormal ? x * TWO_TO_54 : x;
    int high = high(scaled);
    int k = (high >> 20) - 1023 - (subnormal ? 54 : 0);
    high &= 0x000fffff;
    int i = (high + 0x95f64) & 0x100000;
    k += i >> 20;
    double f = withHigh(scaled, high | (i ^ 0x3ff00000)) - 1;
    return (0x000fffff & (2 + high)) < 3 ? logNearOne(f, k) : log(f, k, high);
  }

  private static double logNearOne(double f, int k) {
    if (f == 0) {
      return k == 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    }
    double r = f * f * (0.5 - ONE_THIRD * f);
    return k == 0 ? f - r : k * LN2_HIGH - ((r - k * LN2_LOW) - f);
  }

  private static double log(double f, int k, int high) {
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (LG2 + w * (LG4 + w * LG6));
    double odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
    double r = odd + even;
    if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
      double half = 0.5 * f * f;
      return k == 0
          ? f - (half - s * (half + r))
          : k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
    }
    return k == 0 ? f - s * (f - r) : k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
  }

  private static int high(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> 32);
  }

  private static double withHigh(double x, int high) {
    long low = Double.doubleToRawLongBits(x) & 0xffffffffL;
    return Double.longBitsToDouble(((long) high << 32) | low);
  }

  private static double addToExponent(double x, int k) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) + ((long) k << 52));
  }
}
