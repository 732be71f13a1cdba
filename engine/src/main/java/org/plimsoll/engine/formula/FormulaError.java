package org.plimsoll.engine.formula;

/// One reason for which a text is not a formula, with its place.
///
/// @param span where, in the text
/// @param line from 1
/// @param column from 1, in characters (code points)
/// @param message what is wrong and what to write instead
/// @param excerpt the line of the text and, under it, carets below the place
public record FormulaError(
    ErrorCode code, Span span, int line, int column, String message, String excerpt) {
  private static final int EXCERPT_WIDTH = 120;

  /// The error at `span` of `text`.
  static FormulaError of(ErrorCode code, Span span, String text, String message) {
    int start = Math.min(span.start(), text.length());
    Place place = Place.of(start, text);
    return new FormulaError(
        code,
        span,
        place.line(),
        place.column(),
        message,
        excerpt(text, lineStart(text, start), start, span.end()));
  }

  /// A place in a text as people count it.
  ///
  /// @param line from 1
  /// @param column from 1, in characters (code points)
  record Place(int line, int column) {
    static Place of(int offset, String text) {
      int lineStart = lineStart(text, offset);
      int line = 1;
      for (int i = 0; i < lineStart; i++) {
        if (endsLine(text, i)) {
          line++;
        }
      }
      return new Place(line, text.codePointCount(lineStart, offset) + 1);
    }
  }

  /// The code, place and message on one line, and the excerpt on two more.
  @Override
  public String toString() {
    return code.code()
        + " at line "
        + line
        + ", column "
        + column
        + ": "
        + message
        + "\n"
        + excerpt;
  }

  private static int lineStart(String text, int offset) {
    int start = offset;
    while (start > 0 && !endsLine(text, start - 1)) {
      start--;
    }
    return start;
  }

  private static boolean endsLine(String text, int offset) {
    char c = text.charAt(offset);
    return c == '\n'
        || (c == '\r' && (offset + 1 == text.length() || text.charAt(offset + 1) != '\n'));
  }

  private static String excerpt(String text, int lineStart, int start, int end) {
    int from = Math.max(lineStart, start - EXCERPT_WIDTH / 2);
    var shown = new StringBuilder();
    var carets = new StringBuilder();
    int i = from;
    while (i < text.length() && shown.length() < EXCERPT_WIDTH) {
      int c = text.codePointAt(i);
      if (c == '\n' || c == '\r') {
        break;
      }
      shown.appendCodePoint(isPlain(c) ? c : '\ufffd');
      if (i < start) {
        carets.append(c == '\t' ? '\t' : ' ');
      } else if (i < end) {
        carets.append('^');
      }
      i += Character.charCount(c);
    }
    if (carets.indexOf("^") < 0) {
      carets.append('^');
    }
    return shown + "\n" + carets;
  }

  private static boolean isPlain(int codePoint) {
    int type = Character.getType(codePoint);
    return codePoint == '\t'
        || (type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.UNASSIGNED);
  }
}
