package org.plimsoll.engine.margin.pricing;

/// Black's prices of many options at once, in loops that a compiler turns into vector code.
///
/// Each loop is a chain of sums, products, quotients, minima and maxima on one row of each column,
/// without branch, table or call, so the bits do not depend on whether or how wide it was made
/// parallel. The law is Φ(−u) = e^(−u²/2) R(u) for u ≥ 0:
///
/// - R is a polynomial of degree fifteen in (u − 5)/(u + 5),
///   fitted so that its error times e^(−max(0, u − 1.5)²/2) stays below 1e-17 up to u = 10.
/// - e^y is 1 + w, with w from a polynomial at y/64 and six doublings w (2 + w), which keep the
///   relative error of w.
/// - One exponential serves both terms of a price, as F φ(d1) = K φ(d2); hence the limit on the
///     total
///   volatility.
///
/// Absolute error below 1e-15 of the greater of forward and strike, checked against the exact law.
public final class BlackColumns {
  /// The greatest total volatility for which the prices are good.
  public static final double MAX_TOTAL = 1.5;

  private static final double REACH = 8.5;
  private static final double FAR = 10;
  private static final double CENTRE = 5;
  private static final double STEEP = 1e300;

  private static final double R0 = 0x1.3b0fbcb4c768fp-4;
  private static final double R1 = -0x1.25cd1321ca952p-3;
  private static final double R2 = 0x1.db6af872163d2p-4;
  private static final double R3 = -0x1.4b4ce476259f1p-4;
  private static final double R4 = 0x1.8807f34e69793p-5;
  private static final double R5 = -0x1.7f9cf6565d048p-6;
  private static final double R6 = 0x1.26a1c14a0ef16p-7;
  private static final double R7 = -0x1.37c1970315c0ep-9;
  private static final double R8 = 0x1.ce772231368b9p-13;
  private static final double R9 = 0x1.1dccee43f99d4p-13;
  private static final double R10 = -0x1.e28bd94f19a42p-15;
  private static final double R11 = 0x1.f8a2add5d4f19p-19;
  private static final double R12 = 0x1.10964357c2c93p-17;
  private static final double R13 = -0x1.672e22102c17cp-20;
  private static final double R14 = -0x1.7560d5834bc68p-20;
  private static final double R15 = -0x1.d943456125510p-23;

  private static final double X1 = 0x1.ffffffffffff4p-2;
  private static final double X2 = 0x1.5555555554e84p-3;
  private static final double X3 = 0x1.55555555269eep-5;
  private static final double X4 = 0x1.11111106cce73p-7;
  private static final double X5 = 0x1.6c16bec95c60cp-10;
  private static final double X6 = 0x1.a01995728c591p-13;
  private static final double X7 = 0x1.a00ed661973aap-16;
  private static final double X8 = 0x1.711fb0e3f3a55p-19;
  private static final double X9 = 0x1.1fef874367cf6p-22;
  private static final double X10 = 0x1.4bf23ed6e1b52p-26;

  private double[] first = new double[0];
  private double[] second = new double[0];
  private double[] density = new double[0];

  /// Prices of the options whose columns are given.
  ///
  /// @param d1 of Black's formula, in row order
  /// @param d2 of Black's formula; d1 less the total volatility, which is at most {@link
  ///     #MAX_TOTAL}
  /// @param sign 1 for a call, −1 for a put
  /// @param forward forward prices, positive
  /// @param strike exercise prices, positive
  /// @param price where the prices go, none negative
  /// @param count rows
  public void price(
      double[] d1,
      double[] d2,
      double[] sign,
      double[] forward,
      double[] strike,
      double[] price,
      int count) {
    if (first.length < count) {
      first = new double[count];
      second = new double[count];
      density = new double[count];
    }
    ratios(d1, first, count);
    ratios(d2, second, count);
    exponentials(d1, density, count);
    combine(d1, d2, sign, forward, strike, price, count);
  }

  /// R(|d|).
  private static void ratios(double[] d, double[] result, int count) {
    for (int i = 0; i < count; i++) {
      double size = Math.min(Math.abs(d[i]), FAR);
      double t = (size - CENTRE) / (size + CENTRE);
      double t2 = t * t;
      double even =
          R0 + t2 * (R2 + t2 * (R4 + t2 * (R6 + t2 * (R8 + t2 * (R10 + t2 * (R12 + t2 * R14))))));
      double odd =
          R1 + t2 * (R3 + t2 * (R5 + t2 * (R7 + t2 * (R9 + t2 * (R11 + t2 * (R13 + t2 * R15))))));
      result[i] = even + t * odd;
    }
  }

  /// e^(−d²/2).
  private static void exponentials(double[] d, double[] result, int count) {
    for (int i = 0; i < count; i++) {
      double size = Math.min(Math.abs(d[i]), REACH);
      double y = size * size * (-1.0 / 128);
      double y2 = y * y;
      double even = 1 + y2 * (X2 + y2 * (X4 + y2 * (X6 + y2 * (X8 + y2 * X10))));
      double odd = X1 + y2 * (X3 + y2 * (X5 + y2 * (X7 + y2 * X9)));
      double w = y * (even + y * odd);
      w = w * (2 + w);
      w = w * (2 + w);
      w = w * (2 + w);
      w = w * (2 + w);
      w = w * (2 + w);
      w = w * (2 + w);
      result[i] = 1 + w;
    }
  }

  /// ±(F Φ(±d1) − K Φ(±d2)), not below zero.
  private void combine(
      double[] d1,
      double[] d2,
      double[] sign,
      double[] forward,
      double[] strike,
      double[] price,
      int count) {
    double[] one = first;
    double[] two = second;
    double[] shared = density;
    for (int i = 0; i < count; i++) {
      double way = sign[i];
      double weight = forward[i] * shared[i];
      double side1 = Math.max(-1, Math.min(1, d1[i] * STEEP)) * way;
      double side2 = Math.max(-1, Math.min(1, d2[i] * STEEP)) * way;
      double half1 = 0.5 * forward[i];
      double half2 = 0.5 * strike[i];
      double term1 = half1 + side1 * (half1 - weight * one[i]);
      double term2 = half2 + side2 * (half2 - weight * two[i]);
      price[i] = Math.max(0, way * (term1 - term2));
    }
  }
}
