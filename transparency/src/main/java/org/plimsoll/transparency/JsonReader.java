package org.plimsoll.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON strictly: RFC 8259, and no name twice in one object (RFC 7493).
final class JsonReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 400;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  JsonValue whole() {
    JsonValue value = value(0);
    skipSpace();
    if (at < text.length()) {
      throw wrong("the end");
    }
    return value;
  }

  private JsonValue value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new LogException(LogFault.TOO_LARGE, "JSON deeper than " + MAX_DEPTH);
    }
    skipSpace();
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new JsonValue.Text(string());
      case 't' -> word("true", new JsonValue.Truth(true));
      case 'f' -> word("false", new JsonValue.Truth(false));
      case 'n' -> word("null", new JsonValue.Nothing());
      default -> number();
    };
  }

  private JsonValue object(int depth) {
    var members = new TreeMap<String, JsonValue>();
    at++;
    if (!skips('}')) {
      do {
        skipSpace();
        String name = string();
        take(':');
        if (members.put(name, value(depth + 1)) != null) {
          throw LogException.malformed("the name " + Lines.shown(name) + " stands twice");
        }
      } while (skips(','));
      take('}');
    }
    return new JsonValue.Members(members);
  }

  private JsonValue array(int depth) {
    List<JsonValue> items = new ArrayList<>();
    at++;
    if (!skips(']')) {
      do {
        items.add(value(depth + 1));
      } while (skips(','));
      take(']');
    }
    return new JsonValue.Items(items);
  }

  private JsonValue word(String word, JsonValue value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private JsonValue number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt() || matcher.end() - at > MAX_DIGITS) {
      throw wrong("a value");
    }
    at = matcher.end();
    return new JsonValue.Numeric(Double.parseDouble(matcher.group()));
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw wrong("a string");
    }
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return new JsonValue.Text(out.toString()).value();
      }
      if (c < ' ') {
        throw wrong("an escaped control character");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw wrong("the end of a string");
  }

  private char escaped() {
    at++;
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw wrong("an escape");
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      char c = at < text.length() ? text.charAt(at) : ' ';
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private boolean skips(char c) {
    skipSpace();
    boolean here = at < text.length() && text.charAt(at) == c;
    if (here) {
      at++;
    }
    return here;
  }

  private void take(char c) {
    if (!skips(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private LogException wrong(String wanted) {
    return LogException.malformed("JSON: " + wanted + " is wanted at " + at);
  }
}
