package org.plimsoll.engine.formula.render;

import java.math.BigDecimal;

/// A number as it is written: the shortest decimal that reads back as the same double, which is
/// `mantissa` times ten to the power `exponent`.
///
/// @param mantissa digits with at most one point, without a sign
record Numeral(boolean negative, String mantissa, int exponent) {
  private static final int MOST_WHOLE_DIGITS = 15;
  private static final int MOST_DECIMALS = 12;
  private static final int UNGROUPED_DIGITS = 4;
  private static final int GROUP = 3;

  static Numeral of(double value) {
    double magnitude = Math.abs(value);
    boolean negative = value < 0;
    if (magnitude == 0) {
      return new Numeral(false, "0", 0);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    int wholeDigits = decimal.precision() - decimal.scale();
    boolean shortEnough = wholeDigits <= MOST_WHOLE_DIGITS && decimal.scale() <= MOST_DECIMALS;
    boolean ordinary = wholeDigits > -GROUP && wholeDigits <= GROUP;
    if (shortEnough || ordinary) {
      return new Numeral(negative, decimal.toPlainString(), 0);
    }
    BigDecimal mantissa = decimal.movePointLeft(wholeDigits - 1).stripTrailingZeros();
    return new Numeral(negative, mantissa.toPlainString(), wholeDigits - 1);
  }

  /// The magnitude as the language writes it: whole numbers in groups of three digits.
  String text() {
    if (exponent != 0) {
      return mantissa + "e" + exponent;
    }
    return mantissa.indexOf('.') >= 0 || mantissa.length() <= UNGROUPED_DIGITS
        ? mantissa
        : grouped();
  }

  private String grouped() {
    var out = new StringBuilder(mantissa);
    for (int at = mantissa.length() - GROUP; at > 0; at -= GROUP) {
      out.insert(at, '_');
    }
    return out.toString();
  }
}
