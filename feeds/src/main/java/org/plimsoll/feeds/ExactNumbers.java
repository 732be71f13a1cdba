package org.plimsoll.feeds;

import java.math.BigDecimal;

/// Scaled `long` values between scales and to `double`.
public final class ExactNumbers {
  /// The largest scale at which a value of the feeds is held.
  public static final int MAX_SCALE = 18;

  private static final long MAX_EXACT_DOUBLE = 1L << 53;
  private static final long[] POWERS = new long[MAX_SCALE + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MAX_SCALE; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private ExactNumbers() {}

  /// Ten to the power of `exponent`, from 0 to 18.
  public static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /// The same value at another scale, exactly.
  ///
  /// @throws ArithmeticException when it has more digits than the scale holds or does not fit
  public static long rescale(long units, int fromScale, int toScale) {
    if (toScale >= fromScale) {
      return Math.multiplyExact(units, POWERS[toScale - fromScale]);
    }
    long divisor = POWERS[fromScale - toScale];
    if (units % divisor != 0) {
      throw new ArithmeticException(
          "%s has more than %d decimal digits"
              .formatted(BigDecimal.valueOf(units, fromScale).toPlainString(), toScale));
    }
    return units / divisor;
  }

  /// The `double` nearest to the value; ties go to the even one, as `Double.parseDouble` does.
  public static double toDouble(long units, int scale) {
    if (-MAX_EXACT_DOUBLE <= units && units <= MAX_EXACT_DOUBLE) {
      // Both operands are exact, so one correctly rounded division gives the nearest double.
      return (double) units / (double) POWERS[scale];
    }
    return BigDecimal.valueOf(units, scale).doubleValue();
  }
}
