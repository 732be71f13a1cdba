package org.plimsoll.engine.formula.compile;

/// Steps that compiled code for one row calls.
final class RowSteps {
  private RowSteps() {}

  /// `value` between the bounds; not a number where they are crossed.
  static double clamp(double value, double lower, double upper) {
    if (value < lower) {
      return lower > upper ? Double.NaN : lower;
    }
    if (value > upper) {
      return lower > upper ? Double.NaN : upper;
    }
    return value; // lower <= value <= upper
  }

  /// `truth`, or not a number where it is neither 1 nor 0.
  static double truth(double truth) {
    return truth == 0 || truth == 1 ? truth : Double.NaN;
  }
}
