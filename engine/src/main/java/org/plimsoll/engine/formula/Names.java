package org.plimsoll.engine.formula;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What may be a name, and why something may not.
///
/// A name is ASCII or Greek, so that it stays itself when Python normalises identifiers (NFKC), and
/// has no Greek letter that is drawn like a Latin one.
final class Names {
  private static final String[] PYTHON_KEYWORDS = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield"
  };

  private static final String[] OWN_KEYWORDS = {"False", "True", "and", "else", "if", "not", "or"};

  private static final String GREEK = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ";

  private Names() {}

  static boolean isKeyword(String word) {
    return Arrays.binarySearch(OWN_KEYWORDS, word) >= 0;
  }

  static boolean isForeignKeyword(String word) {
    return Arrays.binarySearch(PYTHON_KEYWORDS, word) >= 0 && !isKeyword(word);
  }

  static boolean isFunction(String word) {
    return Function.named(word).isPresent() || tableKind(word).isPresent();
  }

  /// Every name that can be called.
  static List<String> functions() {
    List<String> names = new ArrayList<>();
    for (Function function : Function.values()) {
      names.add(function.text());
    }
    for (Expression.TableKind kind : Expression.TableKind.values()) {
      names.add(kind.text());
    }
    return names;
  }

  static Optional<Expression.TableKind> tableKind(String word) {
    return Arrays.stream(Expression.TableKind.values())
        .filter(kind -> kind.text().equals(word))
        .findFirst();
  }

  /// Whether `c` can be part of a word, right or wrong: such a run is read, and refused, as a
  /// whole.
  static boolean isWordPart(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  static boolean isAllowed(String name) {
    return name.length() <= Limits.NAME_LENGTH && problemWith(name).isEmpty();
  }

  /// Why `name` cannot be used, with what to write instead.
  static Optional<String> problemWith(String name) {
    if (name.isEmpty()) {
      return Optional.of("A name is empty");
    }
    if (name.charAt(0) == '_') {
      return Optional.of("A name may not begin with an underscore");
    }
    String normal = Normalizer.normalize(name, Normalizer.Form.NFKC);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        return Optional.of("A name may not begin with a digit");
      }
      if (!digit && c != '_' && !isAsciiLetter(c) && GREEK.indexOf(c) < 0) {
        return Optional.of(
            normal.equals(name)
                ? "A name is made of a-z, A-Z, 0-9, _ and the Greek letters that do not look Latin"
                : "Python reads this name as \"" + normal + "\"; write that");
      }
    }
    return Optional.empty();
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
