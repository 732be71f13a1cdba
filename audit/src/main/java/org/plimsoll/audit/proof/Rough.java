package org.plimsoll.audit.proof;

/// What a value can be over a box, and how far its evaluation in doubles can be from the exact one.
///
/// @param lower of exact and rounded values
/// @param upper of exact and rounded values
/// @param error the largest difference between the two; infinite when unknown
record Rough(double lower, double upper, double error) {
  static final Rough UNKNOWN =
      new Rough(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Rough of(double value) {
    return new Rough(value, value, 0);
  }

  /// A value known to lie between two numbers before rounding, which adds `ulps` last places.
  static Rough rounded(double lower, double upper, double error, int ulps) {
    double largest = Math.max(Math.abs(lower), Math.abs(upper));
    if (!(largest < Double.POSITIVE_INFINITY) || !(error < Double.POSITIVE_INFINITY)) {
      return UNKNOWN;
    }
    double last = ulps * Math.ulp(largest);
    return new Rough(
        Math.nextDown(lower - last),
        Math.nextUp(upper + last),
        Math.nextUp(Math.nextUp(error) + last));
  }

  double magnitude() {
    return Math.max(Math.abs(lower), Math.abs(upper));
  }

  boolean isPoint() {
    return lower == upper;
  }

  Rough negated() {
    return new Rough(-upper, -lower, error);
  }

  Rough plus(Rough other) {
    return rounded(lower + other.lower, upper + other.upper, error + other.error, 1);
  }

  Rough minus(Rough other) {
    return plus(other.negated());
  }

  Rough times(Rough other) {
    double a = product(lower, other.lower);
    double b = product(lower, other.upper);
    double c = product(upper, other.lower);
    double d = product(upper, other.upper);
    double spread =
        Math.nextUp(product(magnitude(), other.error))
            + Math.nextUp(product(other.magnitude(), error))
            + Math.nextUp(product(error, other.error));
    double low = Math.min(Math.min(a, b), Math.min(c, d));
    double high = Math.max(Math.max(a, b), Math.max(c, d));
    return rounded(low, high, Math.nextUp(Math.nextUp(spread)), 2);
  }

  /// Zero times anything is zero: an infinite bound stands for numbers that are all finite.
  private static double product(double one, double other) {
    return one == 0 || other == 0 ? 0 : one * other;
  }

  /// By `x'/y' − x/y = (x' − x)/y' + (x/y)(y − y')/y'`.
  Rough over(Rough other) {
    if (other.lower <= 0 && other.upper >= 0) {
      return UNKNOWN;
    }
    double least = Math.min(Math.abs(other.lower), Math.abs(other.upper));
    double a = lower / other.lower;
    double b = lower / other.upper;
    double c = upper / other.lower;
    double d = upper / other.upper;
    double low = Math.min(Math.min(a, b), Math.min(c, d));
    double high = Math.max(Math.max(a, b), Math.max(c, d));
    double largest = Math.nextUp(Math.max(Math.abs(low), Math.abs(high)));
    double moved = Math.nextUp(error + Math.nextUp(product(largest, other.error)));
    return rounded(low, high, Math.nextUp(moved / least), 2);
  }

  Rough root() {
    double low = Math.max(lower, 0);
    double root = Math.sqrt(low);
    double error = Math.sqrt(this.error);
    if (root > 0) {
      error = Math.min(error, this.error / root);
    }
    return rounded(root, Math.sqrt(Math.max(upper, 0)), Math.nextUp(error), 2);
  }

  /// The larger of two: it moves no more than either.
  Rough larger(Rough other) {
    return new Rough(
        Math.max(lower, other.lower), Math.max(upper, other.upper), Math.max(error, other.error));
  }

  Rough smaller(Rough other) {
    return negated().larger(other.negated()).negated();
  }

  Rough magnitudes() {
    if (lower >= 0) {
      return this;
    }
    return upper <= 0 ? negated() : new Rough(0, magnitude(), error);
  }

  /// One or the other, where exact and rounded arithmetic choose alike.
  Rough or(Rough other) {
    return new Rough(
        Math.min(lower, other.lower), Math.max(upper, other.upper), Math.max(error, other.error));
  }

  /// One or the other, where rounding may change the choice.
  Rough orElse(Rough other) {
    Rough either = or(other);
    return new Rough(
        either.lower,
        either.upper,
        Math.max(either.error, Math.nextUp(either.upper - either.lower)));
  }
}
