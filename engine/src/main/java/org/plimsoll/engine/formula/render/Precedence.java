package org.plimsoll.engine.formula.render;

import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Input;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Local;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Negate;
import org.plimsoll.engine.formula.Expression.Not;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;

/// How tightly the parts of an expression hold together: the looser the smaller.
final class Precedence {
  static final int CONDITIONAL = 1;
  static final int OR = 2;
  static final int AND = 3;
  static final int NOT = 4;
  static final int COMPARISON = 5;
  static final int SUM = 6;
  static final int PRODUCT = 7;
  static final int SIGN = 8;
  static final int FRACTION = 9;
  static final int POWER = 10;
  static final int ATOM = 11;

  private Precedence() {}

  /// The precedence in the language, where a quotient is written in a line.
  static int of(Expression expression) {
    return switch (expression) {
      case Conditional _ -> CONDITIONAL;
      case Logical logical -> logical.connective() == Connective.OR ? OR : AND;
      case Not _ -> NOT;
      case Comparison _ -> COMPARISON;
      case Negate _ -> SIGN;
      case Arithmetic arithmetic ->
          switch (arithmetic.operator()) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE -> PRODUCT;
            case POWER -> POWER;
          };
      case Literal _, TruthLiteral _, Input _, Local _, Call _, Table _ -> ATOM;
    };
  }
}
