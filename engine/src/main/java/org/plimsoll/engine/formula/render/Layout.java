package org.plimsoll.engine.formula.render;

import java.util.List;

/// A formula set in two dimensions, before it is written in a particular markup.
sealed interface Layout {
  /// A name.
  record Name(Symbol symbol) implements Layout {}

  /// A number.
  record Figure(Numeral numeral) implements Layout {}

  /// An operator or a function's name.
  record Sign(Mark mark) implements Layout {}

  /// A word in upright text, such as a connective or a unit of time.
  record Text(String words) implements Layout {}

  /// Parts side by side.
  record Row(List<Layout> parts) implements Layout {
    /// Copies the list.
    public Row {
      parts = List.copyOf(parts);
    }

    static Row of(Layout... parts) {
      return new Row(List.of(parts));
    }
  }

  /// A part in round brackets.
  record Brackets(Layout inner) implements Layout {}

  /// A part between the bars of a magnitude.
  record Bars(Layout inner) implements Layout {}

  /// A quotient.
  record Fraction(Layout numerator, Layout denominator) implements Layout {}

  /// A square root.
  record Root(Layout inner) implements Layout {}

  /// A power.
  record Power(Layout base, Layout exponent) implements Layout {}

  /// A function's name and its arguments in brackets.
  record Application(String function, List<Layout> arguments) implements Layout {
    /// Copies the list.
    public Application {
      arguments = List.copyOf(arguments);
    }
  }

  /// Values that depend on conditions, and the value when none holds.
  record Cases(List<Case> cases, Layout otherwise) implements Layout {
    /// Copies the list.
    public Cases {
      cases = List.copyOf(cases);
    }
  }

  /// One value and the condition under which it applies.
  record Case(Layout value, Layout condition) {}

  /// A function of a quantity given by a table of thresholds and rates.
  record Grid(String function, Layout quantity, List<GridRow> rows) implements Layout {
    /// Copies the list.
    public Grid {
      rows = List.copyOf(rows);
    }
  }

  /// One threshold and the rate from there on.
  record GridRow(Layout threshold, Layout rate) {}

  /// A result, and what the names in it stand for.
  record Where(Layout result, List<Definition> definitions) implements Layout {
    /// Copies the list.
    public Where {
      definitions = List.copyOf(definitions);
    }
  }

  /// A name and the value it stands for.
  record Definition(Layout name, Layout value) {}

  /// The operators, in LaTeX and as characters.
  enum Mark {
    PLUS("+", "+"),
    MINUS("-", "−"),
    DOT("\\cdot", "⋅"),
    TIMES("\\times", "×"),
    LESS("<", "<"),
    LESS_OR_EQUAL("\\le", "≤"),
    GREATER(">", ">"),
    GREATER_OR_EQUAL("\\ge", "≥"),
    EQUAL("=", "="),
    NOT_EQUAL("\\ne", "≠");

    private final String latex;
    private final String character;

    Mark(String latex, String character) {
      this.latex = latex;
      this.character = character;
    }

    String latex() {
      return latex;
    }

    String character() {
      return character;
    }
  }
}
