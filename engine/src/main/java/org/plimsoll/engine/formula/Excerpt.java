package org.plimsoll.engine.formula;

/// Short, single-line quotations from a formula.
final class Excerpt {
  private static final int LONGEST = 160;

  private Excerpt() {}

  /// What `span` covers, with line ends and repeated spaces as one space.
  static String of(Span span, String text) {
    String line = span.of(text).replaceAll("\\\\?\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
