package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Decimals of the API as scaled `long` values.
final class Units {
  private Units() {}

  /// The value at a scale.
  ///
  /// @throws ArithmeticException when it has more digits or does not fit
  static long exact(BigDecimal value, int scale) {
    if (value.stripTrailingZeros().scale() > scale) {
      throw new ArithmeticException(
          value.toPlainString() + " has more than the " + scale + " decimal digits kept here");
    }
    return units(value.setScale(scale, RoundingMode.UNNECESSARY));
  }

  /// The value at a scale, to the nearest unit.
  static long nearest(BigDecimal value, int scale) {
    return units(value.setScale(scale, RoundingMode.HALF_EVEN));
  }

  private static long units(BigDecimal value) {
    if (value.unscaledValue().bitLength() >= Long.SIZE) {
      throw new ArithmeticException(
          value.toPlainString() + " is too large to be held at " + value.scale() + " digits");
    }
    return value.unscaledValue().longValueExact();
  }
}
