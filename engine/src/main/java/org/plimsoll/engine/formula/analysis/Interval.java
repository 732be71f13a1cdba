package org.plimsoll.engine.formula.analysis;

/// A closed range of numbers, rounded outward, whose ends may be infinite.
///
/// Each operation encloses both the exact results and the results rounded to nearest: ends move out
/// by one place unless the operation is known to be exact. A number in an interval is always
/// finite, so that zero times an infinite end is zero.
///
/// @param lower −∞ when there is no bound; +∞ only when every rounded result overflowed
/// @param upper +∞ when there is no bound; −∞ only when every rounded result overflowed
record Interval(double lower, double upper) {
  static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final Interval ZERO = new Interval(0, 0);
  static final Interval ONE = new Interval(1, 1);
  static final Interval TRUTH = new Interval(0, 1);
  static final Interval NOT_NEGATIVE = new Interval(0, Double.POSITIVE_INFINITY);

  /// Above this magnitude the error of a product is itself a double.
  private static final double ERROR_IS_KNOWN = 0x1.0p-900;

  Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("An interval from " + lower + " to " + upper);
    }
  }

  static Interval point(double value) {
    return new Interval(value, value);
  }

  boolean isPoint() {
    return lower == upper;
  }

  boolean isZero() {
    return lower == 0 && upper == 0;
  }

  boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  boolean isFinite() {
    return lower > Double.NEGATIVE_INFINITY && upper < Double.POSITIVE_INFINITY;
  }

  double width() {
    return upper - lower;
  }

  /// Half the width, which is finite for finite ends.
  double halfWidth() {
    return upper / 2 - lower / 2;
  }

  /// The largest distance from zero.
  double magnitude() {
    return Math.max(Math.abs(lower), Math.abs(upper));
  }

  Interval hull(Interval other) {
    return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }

  /// The part in both; when rounding left none, this.
  Interval common(Interval other) {
    double low = Math.max(lower, other.lower);
    double high = Math.min(upper, other.upper);
    return low <= high ? new Interval(low, high) : this;
  }

  /// The interval as exact numbers: an end that overflowed on the inner side is brought back.
  Interval real() {
    if (lower == Double.POSITIVE_INFINITY) {
      return new Interval(Double.MAX_VALUE, upper);
    }
    return upper == Double.NEGATIVE_INFINITY ? new Interval(lower, -Double.MAX_VALUE) : this;
  }

  Interval negated() {
    return new Interval(0.0 - upper, 0.0 - lower);
  }

  Interval plus(Interval other) {
    return new Interval(sumDown(lower, other.lower), sumUp(upper, other.upper));
  }

  Interval minus(Interval other) {
    return plus(other.negated());
  }

  Interval times(Interval other) {
    double low = Math.min(productDown(lower, other.lower), productDown(lower, other.upper));
    low = Math.min(low, productDown(upper, other.lower));
    low = Math.min(low, productDown(upper, other.upper));
    double high = Math.max(productUp(lower, other.lower), productUp(lower, other.upper));
    high = Math.max(high, productUp(upper, other.lower));
    high = Math.max(high, productUp(upper, other.upper));
    return new Interval(low, high);
  }

  /// The quotients by the numbers of `divisor` that are not zero; it has some.
  Interval dividedBy(Interval divisor) {
    if (divisor.lower > 0) {
      return overPositive(divisor);
    }
    if (divisor.upper < 0) {
      return negated().overPositive(divisor.negated());
    }
    if (isZero()) {
      return ZERO;
    }
    if (divisor.lower == 0) {
      return overPositiveUpTo(divisor.upper);
    }
    return divisor.upper == 0 ? negated().overPositiveUpTo(-divisor.lower) : ALL;
  }

  private Interval overPositive(Interval divisor) {
    return new Interval(
        quotientDown(lower, lower >= 0 ? divisor.upper : divisor.lower),
        quotientUp(upper, upper >= 0 ? divisor.lower : divisor.upper));
  }

  private Interval overPositiveUpTo(double largest) {
    return new Interval(
        lower >= 0 ? quotientDown(lower, largest) : Double.NEGATIVE_INFINITY,
        upper <= 0 ? quotientUp(upper, largest) : Double.POSITIVE_INFINITY);
  }

  /// The roots of an interval without negative numbers.
  Interval root() {
    double low = Math.sqrt(lower);
    double high = Math.sqrt(upper);
    return new Interval(
        isExactRoot(low, lower) ? low : Math.nextDown(low),
        isExactRoot(high, upper) ? high : Math.nextUp(high));
  }

  Interval square() {
    Interval product = times(this);
    return lower <= 0 && upper >= 0 ? new Interval(0, product.upper) : product;
  }

  Interval magnitudes() {
    if (lower >= 0) {
      return this;
    }
    return upper <= 0 ? negated() : new Interval(0, magnitude());
  }

  /// The interval moved out by `places` doubles on either side; infinite ends stay.
  Interval widened(int places) {
    double low = lower;
    double high = upper;
    for (int i = 0; i < places; i++) {
      low = Double.isInfinite(low) ? low : Math.nextDown(low);
      high = Double.isInfinite(high) ? high : Math.nextUp(high);
    }
    return new Interval(low, high);
  }

  /// The part at or above zero; the interval has one.
  Interval notNegative() {
    return lower < 0 ? new Interval(0, upper) : this;
  }

  private static double sumDown(double a, double b) {
    double sum = a + b;
    return Double.isInfinite(sum) || isExactSum(a, b, sum) ? sum : Math.nextDown(sum);
  }

  private static double sumUp(double a, double b) {
    double sum = a + b;
    return Double.isInfinite(sum) || isExactSum(a, b, sum) ? sum : Math.nextUp(sum);
  }

  /// Whether the sum has no rounding error (Knuth's two-sum).
  private static boolean isExactSum(double a, double b, double sum) {
    double second = sum - a;
    return (a - (sum - second)) + (b - second) == 0;
  }

  private static double productDown(double a, double b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    double product = a * b;
    if (product == 0) {
      return a > 0 == b > 0 ? 0 : -Double.MIN_VALUE;
    }
    boolean stays = Double.isInfinite(product) || isExactProduct(a, b, product);
    return stays ? product : Math.nextDown(product);
  }

  private static double productUp(double a, double b) {
    return 0.0 - productDown(-a, b);
  }

  private static boolean isExactProduct(double a, double b, double product) {
    return Math.abs(product) > ERROR_IS_KNOWN && StrictMath.fma(a, b, -product) == 0;
  }

  private static double quotientDown(double a, double positive) {
    if (a == 0) {
      return 0;
    }
    double quotient = a / positive;
    if (quotient == 0) {
      return a > 0 ? 0 : -Double.MIN_VALUE;
    }
    boolean exact = Math.abs(a) > ERROR_IS_KNOWN && StrictMath.fma(quotient, positive, -a) == 0;
    return Double.isInfinite(quotient) || exact ? quotient : Math.nextDown(quotient);
  }

  private static double quotientUp(double a, double positive) {
    return 0.0 - quotientDown(-a, positive);
  }

  private static boolean isExactRoot(double root, double square) {
    return square == 0
        || square == Double.POSITIVE_INFINITY
        || (square > ERROR_IS_KNOWN && StrictMath.fma(root, root, -square) == 0);
  }
}
