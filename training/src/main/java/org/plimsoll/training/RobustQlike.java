package org.plimsoll.training;

/// The loss that networks learn: QLIKE on the log variance, exp(d) − d − 1 where d is the log of
/// outcome over forecast (A. Patton, Journal of Econometrics 160 (2011)), continued by its tangent
/// beyond a knee, so that one crash does not rule the training.
final class RobustQlike {
  private RobustQlike() {}

  /// The loss of d.
  static double loss(double d, double knee) {
    double inner = Math.min(d, knee);
    double value = StrictMath.exp(inner) - inner - 1;
    return value + slope(knee) * (d - inner);
  }

  /// The derivative of the loss at the knee.
  static double slope(double knee) {
    return StrictMath.exp(knee) - 1;
  }
}
