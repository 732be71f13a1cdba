package org.plimsoll.forecast.report;

import java.util.Locale;

/// Text and numbers as HTML and SVG write them.
final class Markup {
  private Markup() {}

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /// A coordinate with at most two decimals.
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    String trimmed = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    return trimmed.equals("-0") ? "0" : trimmed;
  }
}
