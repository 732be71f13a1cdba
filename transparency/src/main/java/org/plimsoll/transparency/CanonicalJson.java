package org.plimsoll.transparency;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Writes JSON as RFC 8785 says: no spaces, names sorted, numbers as ECMAScript writes them.
final class CanonicalJson {
  private static final int LARGEST_PLAIN_EXPONENT = 21;
  private static final int SMALLEST_PLAIN_EXPONENT = -6;

  private CanonicalJson() {}

  static void write(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonValue.Members(var values) -> {
        String before = "{";
        for (var member : values.entrySet()) {
          quote(member.getKey(), out.append(before));
          write(member.getValue(), out.append(':'));
          before = ",";
        }
        out.append(values.isEmpty() ? "{}" : "}");
      }
      case JsonValue.Items(var values) -> {
        String before = "[";
        for (JsonValue item : values) {
          write(item, out.append(before));
          before = ",";
        }
        out.append(values.isEmpty() ? "[]" : "]");
      }
      case JsonValue.Text(String text) -> quote(text, out);
      case JsonValue.Numeric(double number) -> out.append(number(number));
      case JsonValue.Truth(boolean truth) -> out.append(truth);
      case JsonValue.Nothing() -> out.append("null");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// A number as ECMA-262, Number::toString, writes it.
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - shortest.scale(); // the value is 0.digits × 10^exponent
    String sign = value < 0 ? "-" : "";
    return sign + place(digits, exponent);
  }

  private static String place(String digits, int exponent) {
    int count = digits.length();
    if (exponent > LARGEST_PLAIN_EXPONENT || exponent <= SMALLEST_PLAIN_EXPONENT) {
      String fraction = count == 1 ? "" : "." + digits.substring(1);
      int power = exponent - 1;
      return digits.charAt(0) + fraction + "e" + (power < 0 ? "-" : "+") + Math.abs(power);
    }
    if (exponent <= 0) {
      return "0." + "0".repeat(-exponent) + digits;
    }
    if (exponent >= count) {
      return digits + "0".repeat(exponent - count);
    }
    return digits.substring(0, exponent) + "." + digits.substring(exponent);
  }

  /// The fewest digits that mean this double. The JDK writes two where one would do.
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal one =
          decimal.round(new MathContext(1, RoundingMode.HALF_EVEN)).stripTrailingZeros();
      if (one.doubleValue() == value) {
        return one;
      }
    }
    return decimal;
  }
}
