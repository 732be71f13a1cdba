package org.plimsoll.engine.formula.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Assignment;
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
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;

/// A formula's value in decimals of 1,000 digits, for formulas without `exp`, `log` and `**`.
final class ExactWalk {
  private static final MathContext DIGITS = new MathContext(1000);

  private final Inputs inputs;
  private final List<BigDecimal> locals = new ArrayList<>();

  private ExactWalk(Inputs inputs) {
    this.inputs = inputs;
  }

  /// Empty where there is no value.
  static Optional<BigDecimal> value(Formula formula, Inputs inputs) {
    var walk = new ExactWalk(inputs);
    try {
      for (Assignment assignment : formula.assignments()) {
        walk.locals.add(walk.value(assignment.value()));
      }
      return Optional.of(walk.value(formula.result()));
    } catch (ArithmeticException none) {
      return Optional.empty();
    }
  }

  private BigDecimal value(Expression expression) {
    return switch (expression) {
      case Literal literal -> new BigDecimal(literal.value());
      case TruthLiteral truth -> number(truth.value());
      case Input input -> new BigDecimal(inputs.find(input.name()).orElseThrow());
      case Local local -> locals.get(local.slot());
      case Negate negate -> value(negate.operand()).negate();
      case Not not -> number(!holds(not.operand()));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison -> number(comparison(comparison));
      case Logical(Connective connective, Expression left, Expression right, var _) ->
          number(
              connective == Connective.AND
                  ? holds(left) && holds(right)
                  : holds(left) || holds(right));
      case Conditional choice ->
          value(holds(choice.condition()) ? choice.whenTrue() : choice.whenFalse());
      case Call call -> call(call);
      case Table table -> table(table);
    };
  }

  private boolean holds(Expression expression) {
    return value(expression).signum() != 0;
  }

  private static BigDecimal number(boolean truth) {
    return truth ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private BigDecimal arithmetic(Arithmetic node) {
    BigDecimal left = value(node.left());
    BigDecimal right = value(node.right());
    return switch (node.operator()) {
      case ADD -> left.add(right, DIGITS);
      case SUBTRACT -> left.subtract(right, DIGITS);
      case MULTIPLY -> left.multiply(right, DIGITS);
      case DIVIDE -> left.divide(right, DIGITS);
      case POWER -> throw new IllegalArgumentException("a power");
    };
  }

  private boolean comparison(Comparison comparison) {
    BigDecimal left = value(comparison.operands().getFirst());
    for (int i = 0; i < comparison.relations().size(); i++) {
      BigDecimal right = value(comparison.operands().get(i + 1));
      if (!comparison.relations().get(i).holds(left.compareTo(right), 0)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private BigDecimal call(Call call) {
    List<BigDecimal> values = call.arguments().stream().map(this::value).toList();
    BigDecimal first = values.getFirst();
    return switch (call.function()) {
      case MIN -> values.stream().reduce(first, BigDecimal::min);
      case MAX -> values.stream().reduce(first, BigDecimal::max);
      case CLAMP -> {
        if (values.get(1).compareTo(values.get(2)) > 0) {
          throw new ArithmeticException("crossed");
        }
        yield first.max(values.get(1)).min(values.get(2));
      }
      case ABS -> first.abs();
      case SQRT -> first.sqrt(DIGITS);
      case MINUTES -> first.divide(BigDecimal.valueOf(1440), DIGITS);
      case HOURS -> first.divide(BigDecimal.valueOf(24), DIGITS);
      case DAYS, MONEY, AS_RATE -> first;
      case WEEKS -> first.multiply(BigDecimal.valueOf(7));
      case YEARS -> first.multiply(BigDecimal.valueOf(365));
      case EXP, LOG -> throw new IllegalArgumentException("not elementary");
    };
  }

  private BigDecimal table(Table table) {
    BigDecimal quantity = value(table.quantity());
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal step = BigDecimal.ZERO;
    for (int i = 0; i < table.rows().size(); i++) {
      BigDecimal from = value(table.rows().get(i).threshold());
      BigDecimal rate = value(table.rows().get(i).rate());
      boolean last = i + 1 == table.rows().size();
      BigDecimal to = last ? quantity : quantity.min(value(table.rows().get(i + 1).threshold()));
      total = total.add(rate.multiply(to.subtract(from).max(BigDecimal.ZERO)), DIGITS);
      step = quantity.compareTo(from) >= 0 ? rate : step;
    }
    if (quantity.signum() < 0) {
      throw new ArithmeticException("negative");
    }
    return table.kind() == TableKind.TIERS ? total : step;
  }
}
