package org.plimsoll.engine.margin.pricing;

import org.plimsoll.engine.formula.Exponential;

/// The standard normal distribution, with small relative error far into the lower tail.
///
/// Rational approximations of W. J. Cody, Rational Chebyshev approximations for the error function,
/// Mathematics of Computation 23 (1969), 631–637, in the arrangement of his program ANORM. Relative
/// error below 1e-14 for arguments from −37 up; compared with 80-digit arithmetic in the tests.
public final class NormalDistribution {
  private static final double CENTRE = 0.67448975;
  private static final double ROOT_32 = 5.656854249492381;
  private static final double INVERSE_ROOT_2_PI = 0.3989422804014327;

  private static final double[] A = {
    2.2352520354606837,
    161.02823106855587,
    1067.6894854603709,
    18154.98125334356,
    0.06568233791820745
  };
  private static final double[] B = {
    47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673
  };
  private static final double[] C = {
    0.39894151208813466,
    8.883149794388377,
    93.50665613217785,
    597.2702763948002,
    2494.5375852903726,
    6848.190450536283,
    11602.65143764735,
    9842.714838383978,
    1.0765576773720192e-8
  };
  private static final double[] D = {
    22.266688044328117,
    235.387901782625,
    1519.3775994075547,
    6485.558298266761,
    18615.571640885097,
    34900.95272114598,
    38912.00328609327,
    19685.429676859992
  };
  private static final double[] P = {
    0.215898534057957,
    0.12740116116024736,
    0.022235277870649807,
    0.0014216191932278934,
    2.9112874951168793e-5,
    0.023073441764940174
  };
  private static final double[] Q = {
    1.284260096144911,
    0.4682382124808651,
    0.06598813786892856,
    0.0037823963320275824,
    7.297515550839662e-5
  };

  private NormalDistribution() {}

  /// The probability of a value up to `x`.
  public static double cumulative(double x) {
    double size = Math.abs(x);
    if (!(size > CENTRE)) {
      return 0.5 + centre(x);
    }
    double tail = size <= ROOT_32 ? middle(size) : far(size);
    return x > 0 ? 1 - tail : tail;
  }

  /// The density at `x`.
  public static double density(double x) {
    return INVERSE_ROOT_2_PI * halfSquareExponential(Math.abs(x));
  }

  private static double centre(double x) {
    double square = x * x;
    double numerator = A[4] * square;
    double denominator = square;
    for (int i = 0; i < 3; i++) {
      numerator = (numerator + A[i]) * square;
      denominator = (denominator + B[i]) * square;
    }
    return x * (numerator + A[3]) / (denominator + B[3]);
  }

  private static double middle(double size) {
    double numerator = C[8] * size;
    double denominator = size;
    for (int i = 0; i < 7; i++) {
      numerator = (numerator + C[i]) * size;
      denominator = (denominator + D[i]) * size;
    }
    return halfSquareExponential(size) * ((numerator + C[7]) / (denominator + D[7]));
  }

  private static double far(double size) {
    if (size > 39) {
      return 0;
    }
    double square = 1 / (size * size);
    double numerator = P[5] * square;
    double denominator = square;
    for (int i = 0; i < 4; i++) {
      numerator = (numerator + P[i]) * square;
      denominator = (denominator + Q[i]) * square;
    }
    double ratio = square * (numerator + P[4]) / (denominator + Q[4]);
    return halfSquareExponential(size) * ((INVERSE_ROOT_2_PI - ratio) / size);
  }

  /// exp(−x²/2), with x² split into a part that is exact and a small rest.
  private static double halfSquareExponential(double size) {
    if (size > 39) {
      return 0;
    }
    double coarse = (int) (size * 16) / 16.0;
    double rest = (size - coarse) * (size + coarse);
    return Exponential.exp(-coarse * coarse * 0.5) * Exponential.exp(-rest * 0.5);
  }
}
