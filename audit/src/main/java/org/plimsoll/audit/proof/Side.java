package org.plimsoll.audit.proof;

/// One side of a box.
///
/// @param isTruth whether it stands for false (0) and true (1) with nothing between
record Side(String name, double lower, double upper, boolean isTruth) {
  private static final double WIDE = 100;

  boolean isPoint() {
    return lower == upper;
  }

  Side at(double value) {
    return new Side(name, value, value, isTruth);
  }

  /// The middle: of the logarithm where the side spans orders of magnitude; false for a truth.
  double middle() {
    if (isTruth) {
      return lower;
    }
    boolean wide = lower > 0 && upper / lower > WIDE;
    double middle = wide ? Math.sqrt(lower) * Math.sqrt(upper) : lower / 2 + upper / 2;
    return Math.clamp(middle, lower, upper);
  }

  boolean isDivisible() {
    return isTruth ? lower < upper : lower < middle() && middle() < upper;
  }

  Side low() {
    return new Side(name, lower, isTruth ? lower : middle(), isTruth);
  }

  Side high() {
    return new Side(name, isTruth ? upper : middle(), upper, isTruth);
  }
}
