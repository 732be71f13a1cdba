package org.plimsoll.engine.margin.holding;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Brings amounts from doubles to scaled units, once, as they leave a method.
///
/// The double's binary value is rounded as it stands; an amount that does not fit a `long`, or is
/// not a number, throws {@link ArithmeticException}.
public final class Rounded {
  private Rounded() {}

  /// A requirement, rounded up.
  public static long requirement(double amount, int scale) {
    return units(amount, scale, RoundingMode.CEILING);
  }

  /// A value held, rounded down.
  public static long value(double amount, int scale) {
    return units(amount, scale, RoundingMode.FLOOR);
  }

  private static long units(double amount, int scale, RoundingMode mode) {
    if (!(Math.abs(amount) <= Double.MAX_VALUE)) {
      throw new ArithmeticException("The amount " + amount + " is not a finite number");
    }
    return new BigDecimal(amount).movePointRight(scale).setScale(0, mode).longValueExact();
  }
}
