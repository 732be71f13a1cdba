package org.plimsoll.bench.formula;

/// The sixteen scenarios of {@link ReferenceFormula#F3}.
final class Scenarios {
  /// Shifts of the price.
  static final double[] SHIFTS = {
    -.30, -.30, -.20, -.20, -.15, -.10, -.05, 0, 0, .05, .10, .15, .20, .20, .30, .30
  };

  /// Shifts of the volatility.
  static final double[] VOLATILITY_SHIFTS = {
    .40, -.10, .30, -.10, .20, .15, .10, .25, -.25, -.05, -.10, .10, .15, -.15, .25, -.20
  };

  private Scenarios() {}
}
