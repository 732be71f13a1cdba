package org.plimsoll.engine.formula;

import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Negate;

/// A checked expression with what is known about it beyond its unit.
///
/// @param expression what the text means
/// @param whole whether Python may hold the value as an integer, which it never rounds
/// @param bound the largest magnitude such an integer can have
/// @param broken whether an error below was already reported, so that none is derived from it
record Typed(Expression expression, boolean whole, double bound, boolean broken) {
  static Typed of(Expression expression) {
    return new Typed(expression, false, 0, false);
  }

  static Typed whole(Expression expression, double bound) {
    return new Typed(expression, true, bound, false);
  }

  static Typed broken(Span span) {
    return new Typed(new Literal(0, span, Unit.RATE), false, 0, true);
  }

  Unit unit() {
    return expression.unit();
  }

  Span span() {
    return expression.span();
  }

  /// Whether the value is the written number zero, which has every unit.
  boolean isWrittenZero() {
    return isWrittenNumber() && writtenNumber() == 0;
  }

  boolean isWrittenNumber() {
    return expression instanceof Literal || expression instanceof Negate(Literal _, Span _, Unit _);
  }

  double writtenNumber() {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof Negate(Literal literal, Span _, Unit _)) {
      return -literal.value();
    }
    throw new IllegalStateException("Not a written number: " + expression);
  }

  /// The same written number in another unit.
  Typed in(Unit unit) {
    Expression changed =
        expression instanceof Negate(Literal inner, Span span, Unit _)
            ? new Negate(new Literal(inner.value(), inner.span(), unit), span, unit)
            : new Literal(writtenNumber(), span(), unit);
    return new Typed(changed, whole, bound, broken);
  }
}
