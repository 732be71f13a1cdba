package org.plimsoll.engine.formula;

import java.util.List;

/// An expression as it was written, before names and units are known.
///
/// @param word the name, the function or the digits, where the shape has one
/// @param parts the operands
/// @param height the longest way down to a leaf, 1 for a leaf
record Syntax(Shape shape, String word, List<Syntax> parts, Span span, int height) {
  enum Shape {
    WHOLE_NUMBER,
    NUMBER,
    TRUE,
    FALSE,
    NAME,
    PLUS,
    MINUS,
    NOT,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    POWER,
    COMPARE,
    AND,
    OR,
    CONDITIONAL,
    CALL,
    LIST,
    PAIR
  }

  Syntax {
    parts = List.copyOf(parts);
  }

  Syntax part(int index) {
    return parts.get(index);
  }

  /// The same expression in brackets: its place grows, its meaning does not.
  Syntax at(Span wider) {
    return new Syntax(shape, word, parts, wider, height);
  }

  /// A name given to a value.
  record Assigned(String name, Span nameSpan, Syntax value) {}

  /// A whole text.
  record Program(List<Assigned> assignments, Syntax result) {
    Program {
      assignments = List.copyOf(assignments);
    }
  }
}
