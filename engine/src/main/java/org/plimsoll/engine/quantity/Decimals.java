package org.plimsoll.engine.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Text to scaled `long` and back. Plain decimal notation only; never an exponent, never a locale.
public final class Decimals {
  private static final int MAX_LENGTH = 40;

  private Decimals() {}

  /// The scaled value of `text`, which must have no more than `scale` decimal digits.
  ///
  /// @throws NumberFormatException when the text is not a plain decimal, has more digits than the
  ///     scale holds, or does not fit
  public static long parse(String text, int scale) {
    if (!isPlain(text)) {
      throw new NumberFormatException("'" + abbreviate(text) + "' is not a plain decimal number");
    }
    try {
      return new BigDecimal(text)
          .setScale(scale, RoundingMode.UNNECESSARY)
          .unscaledValue()
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new NumberFormatException(
          "'" + text + "' has more than " + scale + " decimal digits or is too large");
    }
  }

  /// `units` at `scale` digits as plain text with exactly `scale` decimal digits.
  public static String format(long units, int scale) {
    return BigDecimal.valueOf(units, scale).toPlainString();
  }

  private static boolean isPlain(String text) {
    int start = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
    if (text.length() > MAX_LENGTH || start == text.length()) {
      return false;
    }
    int dots = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    char first = text.charAt(start);
    char last = text.charAt(text.length() - 1);
    return dots <= 1 && first != '.' && last != '.';
  }

  private static String abbreviate(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
