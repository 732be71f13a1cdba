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
    return value.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  /// The value at a scale, to the nearest unit.
  static long nearest(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }
}
