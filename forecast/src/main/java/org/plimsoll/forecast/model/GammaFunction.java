package org.plimsoll.forecast.model;

/// The logarithm of the gamma function for positive arguments.
///
/// C. Lanczos, SIAM Journal on Numerical Analysis 1 (1964), with g = 7 and nine coefficients;
/// relative error of the function below 1e-13.
final class GammaFunction {
  private static final double G = 7;
  private static final double[] COEFFICIENTS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private GammaFunction() {}

  static double logGamma(double x) {
    double below = x - 1;
    double sum = COEFFICIENTS[0];
    for (int i = 1; i < COEFFICIENTS.length; i++) {
      sum += COEFFICIENTS[i] / (below + i);
    }
    double t = below + G + 0.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (below + 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}
