package org.plimsoll.engine.formula;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads a text into words exactly as Python does, or refuses it at the first word that is not
/// ours.
final class Lexer {
  private static final String[] SYMBOLS = {
    "**", "==", "!=", "<=", ">=", "+", "-", "*", "/", "<", ">", "=", "(", ")", "[", "]", ",", ";"
  };

  private static final String[] FOREIGN_OPERATORS = {
    "**=", "//=", "<<=", ">>=", "...", "//", "+=", "-=", "*=", "/=", "%=", "->", ":=", "<<", ">>",
    "<>", "&&", "||", "%", "^", "&", "|", "~", "!", "@", ":", ".", "?"
  };

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int openBrackets;
  private boolean lineBegins = true;

  private Lexer(String text) {
    this.text = text;
  }

  /// The words of `text`, the last of which is the end.
  ///
  /// @throws Rejection at the first character or word that no formula contains
  static List<Token> read(String text) {
    if (text.length() > Limits.TEXT_LENGTH) {
      throw new Rejection(
          ErrorCode.TEXT_TOO_LONG,
          new Span(Limits.TEXT_LENGTH, text.length()),
          "The text has " + text.length() + " characters, limit " + Limits.TEXT_LENGTH);
    }
    var lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.add(Token.Kind.NEW_LINE, "", text.length());
    lexer.add(Token.Kind.END, "", text.length());
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n' || c == '\r') {
      lineEnd();
    } else if (c == ' ' || c == '\t') {
      blank();
    } else if (c == '#') {
      comment();
    } else if (c == '\\') {
      continuation();
    } else {
      word(c);
    }
  }

  private void lineEnd() {
    int end = afterLineEnd(at);
    if (openBrackets == 0) {
      if (!lineBegins) {
        add(Token.Kind.NEW_LINE, "", at);
      }
      lineBegins = true;
    }
    at = end;
  }

  private int afterLineEnd(int offset) {
    return text.startsWith("\r\n", offset) ? offset + 2 : offset + 1;
  }

  private void blank() {
    int start = at;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    boolean emptyLine =
        at == text.length()
            || text.charAt(at) == '\n'
            || text.charAt(at) == '\r'
            || text.charAt(at) == '#';
    if (lineBegins && openBrackets == 0 && !emptyLine) {
      throw new Rejection(
          ErrorCode.INDENTED,
          new Span(start, at),
          "A statement begins at the start of its line: remove the spaces before it");
    }
  }

  private void comment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      int c = text.codePointAt(at);
      int type = Character.getType(c);
      if (c != '\t'
          && (type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.SURROGATE)) {
        throw notAllowed(c);
      }
      at += Character.charCount(c);
    }
  }

  private void continuation() {
    int end = at + 1;
    boolean endsLine = end < text.length() && "\r\n".indexOf(text.charAt(end)) >= 0;
    if (!endsLine || lineBegins || afterLineEnd(end) == text.length()) {
      throw new Rejection(
          ErrorCode.CONTINUATION_MALFORMED,
          new Span(at, end),
          "A backslash joins a line to the next: it is the last character of a line within a"
              + " statement");
    }
    at = afterLineEnd(end);
  }

  private void word(char c) {
    lineBegins = false;
    if (isDigit(c) || (c == '.' && isDigit(peek(at + 1)))) {
      number();
    } else if (Names.isWordPart(text.codePointAt(at))) {
      name();
    } else {
      symbol();
    }
  }

  private void name() {
    int start = at;
    skipWord();
    var span = new Span(start, at);
    String name = span.of(text);
    if (name.length() > Limits.NAME_LENGTH) {
      throw new Rejection(
          ErrorCode.NAME_TOO_LONG,
          span,
          "A name has " + name.length() + " characters, limit " + Limits.NAME_LENGTH);
    }
    if (Names.isForeignKeyword(name)) {
      throw new Rejection(
          ErrorCode.KEYWORD_NOT_ALLOWED, span, "\"" + name + "\" is not part of the language");
    }
    Names.problemWith(name)
        .ifPresent(
            problem -> {
              throw new Rejection(ErrorCode.NAME_NOT_ALLOWED, span, problem);
            });
    tokens.add(new Token(Names.isKeyword(name) ? Token.Kind.KEYWORD : Token.Kind.NAME, name, span));
  }

  private void skipWord() {
    while (at < text.length() && Names.isWordPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
  }

  private void number() {
    int start = at;
    boolean whole = true;
    digits();
    if (peek(at) == '.') {
      whole = false;
      at++;
      if (isDigit(peek(at))) {
        digits();
      }
    }
    if (peek(at) == 'e' || peek(at) == 'E') {
      int sign = peek(at + 1) == '+' || peek(at + 1) == '-' ? 1 : 0;
      if (isDigit(peek(at + 1 + sign))) {
        whole = false;
        at += 1 + sign;
        digits();
      }
    }
    boolean ends =
        at == text.length() || (!Names.isWordPart(text.codePointAt(at)) && peek(at) != '.');
    if (!ends) {
      at++;
      skipWord();
    }
    finishNumber(new Span(start, at), whole, ends);
  }

  private void finishNumber(Span span, boolean whole, boolean wellFormed) {
    String digits = span.of(text).replace("_", "");
    if (!wellFormed) {
      throw new Rejection(
          ErrorCode.NUMBER_MALFORMED,
          span,
          "\""
              + span.of(text)
              + "\" is not a number: write digits, single underscores between them, a point, and an"
              + " exponent such as e-3");
    }
    if (whole && digits.length() > 1 && digits.charAt(0) == '0' && !isZero(digits)) {
      throw new Rejection(
          ErrorCode.NUMBER_MALFORMED, span, "A whole number may not begin with a zero");
    }
    double value = Double.parseDouble(digits);
    boolean vanishes = value == 0 && !isZero(digits);
    if (!Double.isFinite(value) || vanishes || (whole && !isExact(digits))) {
      throw new Rejection(ErrorCode.NUMBER_OUT_OF_RANGE, span, outOfRange(value, whole));
    }
    tokens.add(new Token(whole ? Token.Kind.WHOLE_NUMBER : Token.Kind.NUMBER, digits, span));
  }

  /// Whether whole `digits` are at most 2 to the power 53.
  private static boolean isExact(String digits) {
    return new BigInteger(digits).compareTo(BigInteger.TWO.pow(53)) <= 0;
  }

  private static String outOfRange(double value, boolean whole) {
    if (value == 0) {
      return "The number is too close to zero to be held";
    }
    return whole && Double.isFinite(value)
        ? "A whole number above 2**53 cannot be held exactly: write it with a decimal point"
        : "The number is too large to be held";
  }

  private static boolean isZero(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c == 'e' || c == 'E') {
        break;
      }
      if (c != '0' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /// Reads digits with single underscores between them.
  private void digits() {
    while (isDigit(peek(at)) || (peek(at) == '_' && isDigit(peek(at + 1)))) {
      at++;
    }
  }

  private void symbol() {
    for (String operator : FOREIGN_OPERATORS) {
      if (text.startsWith(operator, at) && !isOwn(operator)) {
        throw new Rejection(
            ErrorCode.OPERATOR_NOT_ALLOWED, new Span(at, at + operator.length()), hint(operator));
      }
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        bracket(symbol);
        add(Token.Kind.SYMBOL, symbol, at + symbol.length());
        return;
      }
    }
    throw notAllowed(text.codePointAt(at));
  }

  /// Whether an operator of ours begins where the foreign `operator` was found, as in `!=`.
  private boolean isOwn(String operator) {
    return operator.equals("!") && text.startsWith("!=", at);
  }

  private void bracket(String symbol) {
    if (symbol.equals("(") || symbol.equals("[")) {
      openBrackets++;
    } else if ((symbol.equals(")") || symbol.equals("]")) && openBrackets > 0) {
      openBrackets--;
    }
  }

  private static String hint(String operator) {
    String instead =
        switch (operator) {
          case "^" -> ": write a power as **";
          case "&&", "&" -> ": write and";
          case "||", "|" -> ": write or";
          case "!", "~" -> ": write not";
          case "?", ":" -> ": write a choice as x if condition else y";
          case "<>" -> ": write !=";
          case "+=", "-=", "*=", "/=", ":=" -> ": give each value a name of its own with =";
          default -> "";
        };
    return "The operator " + operator + " is not part of the language" + instead;
  }

  private Rejection notAllowed(int c) {
    String name = Character.getName(c);
    var hex = HexFormat.of().withUpperCase();
    return new Rejection(
        ErrorCode.CHARACTER_NOT_ALLOWED,
        new Span(at, at + Character.charCount(c)),
        "The character U+"
            + hex.toHexDigits(c, c > Character.MAX_VALUE ? 6 : 4)
            + (name == null ? "" : " (" + name + ")")
            + " is not part of the language");
  }

  private void add(Token.Kind kind, String word, int end) {
    tokens.add(new Token(kind, word, new Span(at, end)));
    at = end;
  }

  private char peek(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
