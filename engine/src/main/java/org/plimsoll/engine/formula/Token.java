package org.plimsoll.engine.formula;

/// One word of a formula.
///
/// @param text as written, without the underscores of a number
record Token(Kind kind, String text, Span span) {
  enum Kind {
    WHOLE_NUMBER,
    NUMBER,
    NAME,
    KEYWORD,
    SYMBOL,
    NEW_LINE,
    END
  }

  boolean is(String symbolOrKeyword) {
    return (kind == Kind.SYMBOL || kind == Kind.KEYWORD) && text.equals(symbolOrKeyword);
  }

  /// The word as a message names it.
  String described() {
    return switch (kind) {
      case NEW_LINE -> "the end of the line";
      case END -> "the end of the text";
      case WHOLE_NUMBER, NUMBER, NAME, KEYWORD, SYMBOL -> "\"" + text + "\"";
    };
  }
}
