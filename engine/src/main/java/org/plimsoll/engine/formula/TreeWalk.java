package org.plimsoll.engine.formula;

import java.util.List;
import java.util.OptionalDouble;
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
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.quantity.Reason;

/// One evaluation of one formula by walking its trees. A truth is carried as 1 or 0.
final class TreeWalk {
  private final Inputs inputs;
  private final Trace trace;
  private final double[] locals;

  TreeWalk(Formula formula, Inputs inputs, Trace trace) {
    this.inputs = inputs;
    this.trace = trace;
    this.locals = new double[formula.assignments().size()];
  }

  void assign(Assignment assignment) {
    locals[assignment.slot()] = value(assignment.value());
  }

  /// The value of `expression`, always finite.
  ///
  /// @throws Stop where there is none
  double value(Expression expression) {
    trace.enters(expression);
    double value =
        switch (expression) {
          case Literal literal -> literal.value();
          case TruthLiteral truth -> number(truth.value());
          case Input input -> input(input);
          case Local local -> locals[local.slot()];
          case Negate negate -> -value(negate.operand());
          case Not not -> number(!isTrue(not.operand()));
          case Arithmetic arithmetic -> arithmetic(arithmetic);
          case Comparison comparison -> number(comparison(comparison));
          case Logical logical -> number(logical(logical));
          case Conditional choice ->
              value(isTrue(choice.condition()) ? choice.whenTrue() : choice.whenFalse());
          case Call call -> call(call);
          case Table table -> table(table);
        };
    trace.leaves(expression, value);
    return value;
  }

  private boolean isTrue(Expression expression) {
    return value(expression) != 0;
  }

  private static double number(boolean truth) {
    return truth ? 1 : 0;
  }

  private double input(Input input) {
    OptionalDouble found = inputs.find(input.name());
    if (found.isEmpty()) {
      throw new Stop(Reason.INPUT_MISSING, input, "no value was supplied");
    }
    double value = found.getAsDouble();
    if (!Double.isFinite(value)) {
      throw new Stop(Reason.NOT_A_NUMBER, input, "the value supplied is " + value);
    }
    if (input.unit().isBoolean() && value != 0 && value != 1) {
      throw new Stop(Reason.NOT_A_NUMBER, input, value + " is neither 1 (true) nor 0 (false)");
    }
    return value;
  }

  private double arithmetic(Arithmetic node) {
    double left = value(node.left());
    double right = value(node.right());
    return switch (node.operator()) {
      case ADD -> finite(left + right, node, left, right);
      case SUBTRACT -> finite(left - right, node, left, right);
      case MULTIPLY -> finite(left * right, node, left, right);
      case DIVIDE -> {
        if (right == 0) {
          throw stop(Reason.DIVISION_BY_ZERO, node, "divides by zero", left, right);
        }
        yield finite(left / right, node, left, right);
      }
      case POWER -> power(left, right, node);
    };
  }

  private static double power(double base, double exponent, Arithmetic node) {
    boolean undefined =
        (base == 0 && exponent < 0) || (base < 0 && exponent != Math.rint(exponent));
    if (undefined) {
      throw stop(Reason.POWER_UNDEFINED, node, "has no real value", base, exponent);
    }
    return finite(StrictMath.pow(base, exponent), node, base, exponent);
  }

  private static double finite(double value, Expression place, double... operands) {
    if (!Double.isFinite(value)) {
      throw stop(Reason.NUMBER_OVERFLOW, place, "exceeds the largest number", operands);
    }
    return value;
  }

  private static Stop stop(Reason reason, Expression place, String problem, double... operands) {
    var values = new StringBuilder();
    for (double operand : operands) {
      values.append(values.isEmpty() ? "" : " and ").append(operand);
    }
    return new Stop(reason, place, problem + ": " + values);
  }

  private boolean comparison(Comparison comparison) {
    List<Expression> operands = comparison.operands();
    double left = value(operands.getFirst());
    for (int i = 0; i < comparison.relations().size(); i++) {
      double right = value(operands.get(i + 1));
      if (!comparison.relations().get(i).holds(left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private boolean logical(Logical logical) {
    boolean decides = logical.connective() == Connective.OR;
    return isTrue(logical.left()) == decides ? decides : isTrue(logical.right());
  }

  private double call(Call call) {
    double[] values = new double[call.arguments().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(call.arguments().get(i));
    }
    double first = values[0];
    return switch (call.function()) {
      case MIN -> least(values);
      case MAX -> largest(values);
      case CLAMP -> clamp(first, values[1], values[2], call);
      case ABS -> Math.abs(first);
      case SQRT -> {
        if (first < 0) {
          throw stop(
              Reason.NEGATIVE_ROOT, call, "takes the square root of a negative number", first);
        }
        yield Math.sqrt(first);
      }
      case EXP -> finite(Exponential.exp(first), call, first);
      case LOG -> {
        if (first <= 0) {
          throw stop(
              Reason.LOGARITHM_NOT_POSITIVE,
              call,
              "takes the logarithm of a number that is not positive",
              first);
        }
        yield Exponential.log(first);
      }
      case MINUTES, HOURS, DAYS, WEEKS, YEARS ->
          finite(TimeUnits.days(call.function(), first), call, first);
      case MONEY, AS_RATE -> first;
    };
  }

  private static double least(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = value < least ? value : least;
    }
    return least;
  }

  private static double largest(double[] values) {
    double largest = values[0];
    for (double value : values) {
      largest = value > largest ? value : largest;
    }
    return largest;
  }

  private static double clamp(double value, double lower, double upper, Call call) {
    if (lower > upper) {
      throw stop(
          Reason.CLAMP_BOUNDS_CROSSED, call, "has its lower bound above its upper", lower, upper);
    }
    if (value < lower) {
      return lower;
    }
    return value > upper ? upper : value;
  }

  private double table(Table table) {
    double quantity = value(table.quantity());
    int size = table.rows().size();
    double[] thresholds = new double[size];
    double[] rates = new double[size];
    for (int i = 0; i < size; i++) {
      Row row = table.rows().get(i);
      thresholds[i] = value(row.threshold());
      rates[i] = value(row.rate());
    }
    requireAscending(thresholds, table);
    if (quantity < 0) {
      throw stop(Reason.TIER_INPUT_NEGATIVE, table, "looks up a negative quantity", quantity);
    }
    return switch (table.kind()) {
      case TIERS -> tiers(quantity, thresholds, rates, table);
      case STEPS -> step(quantity, thresholds, rates);
    };
  }

  private static void requireAscending(double[] thresholds, Table table) {
    boolean ascending = thresholds[0] == 0;
    for (int i = 1; i < thresholds.length; i++) {
      ascending &= thresholds[i] > thresholds[i - 1];
    }
    if (!ascending) {
      throw stop(
          Reason.TIERS_INVALID, table, "has thresholds that do not ascend from 0", thresholds);
    }
  }

  /// The sum over brackets, lowest first, of the rate times the part of the quantity inside.
  private static double tiers(double quantity, double[] thresholds, double[] rates, Table table) {
    double total = 0;
    for (int i = 0; i < thresholds.length && quantity > thresholds[i]; i++) {
      double upper = i + 1 < thresholds.length ? Math.min(quantity, thresholds[i + 1]) : quantity;
      double part = finite(rates[i] * (upper - thresholds[i]), table, rates[i], upper);
      total = finite(total + part, table, total, part);
    }
    return total;
  }

  private static double step(double quantity, double[] thresholds, double[] rates) {
    double rate = rates[0];
    for (int i = 1; i < thresholds.length && quantity >= thresholds[i]; i++) {
      rate = rates[i];
    }
    return rate;
  }
}
