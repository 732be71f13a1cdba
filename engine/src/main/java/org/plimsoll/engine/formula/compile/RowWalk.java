package org.plimsoll.engine.formula.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Exponential;
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
import org.plimsoll.engine.formula.Function;
import org.plimsoll.engine.formula.TimeUnits;
import org.plimsoll.engine.quantity.Reason;

/// Evaluates a formula on one row in the order of the text, checking every step.
///
/// What the tree walk does, with values by slot and the reason in place of an exception: rows
/// without a value must not slow a sweep down a thousandfold. Not a number stands for "stopped".
/// One thread uses a walk at a time.
final class RowWalk {
  private final Program program;
  private final double[] row;
  private final boolean[] given;
  private final double[] locals;
  private @Nullable Reason reason;

  RowWalk(Program program) {
    this.program = program;
    this.row = new double[program.inputs().size()];
    this.given = new boolean[row.length];
    this.locals = new double[program.formula().assignments().size()];
  }

  /// Evaluates `index` of `batch` and puts the outcome into `answers`; whether there is a value.
  boolean answer(Batch batch, int index, Answers answers) {
    for (int slot = 0; slot < row.length; slot++) {
      given[slot] = batch.isGiven(slot);
      row[slot] = batch.value(slot, index);
    }
    double value = evaluate();
    Reason why = reason;
    if (why == null) {
      answers.put(index, value);
    } else {
      answers.put(index, why);
    }
    return why == null;
  }

  /// The value for inputs by slot, all of them given; not a number where there is none.
  double evaluate(double[] inputs) {
    for (int slot = 0; slot < row.length; slot++) {
      given[slot] = true;
      row[slot] = inputs[slot];
    }
    return evaluate();
  }

  /// Why the last evaluation gave no value; null where it gave one.
  @Nullable Reason reason() {
    return reason;
  }

  private double evaluate() {
    reason = null;
    for (Assignment assignment : program.formula().assignments()) {
      double value = value(assignment.value());
      if (reason != null) {
        return Double.NaN;
      }
      locals[assignment.slot()] = value;
    }
    double value = value(program.formula().result());
    return reason == null ? value + 0.0 : Double.NaN;
  }

  private double stop(Reason why) {
    reason = why;
    return Double.NaN;
  }

  private double finite(double value) {
    return Double.isFinite(value) ? value : stop(Reason.NUMBER_OVERFLOW);
  }

  private double value(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal.value();
      case TruthLiteral truth -> truth.value() ? 1 : 0;
      case Input input -> input(input);
      case Local local -> locals[local.slot()];
      case Negate negate -> -value(negate.operand());
      case Not not -> 1 - value(not.operand());
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison -> comparison(comparison);
      case Logical logical -> logical(logical);
      case Conditional choice -> conditional(choice);
      case Call call -> call(call);
      case Table table -> table(table);
    };
  }

  private double input(Input input) {
    int slot = program.slot(input.name());
    if (!given[slot]) {
      return stop(Reason.INPUT_MISSING);
    }
    double value = row[slot];
    boolean wrong =
        !Double.isFinite(value) || (input.unit().isBoolean() && value != 0 && value != 1);
    return wrong ? stop(Reason.NOT_A_NUMBER) : value;
  }

  private double arithmetic(Arithmetic node) {
    double left = value(node.left());
    if (reason != null) {
      return left;
    }
    double right = value(node.right());
    if (reason != null) {
      return right;
    }
    return switch (node.operator()) {
      case ADD -> finite(left + right);
      case SUBTRACT -> finite(left - right);
      case MULTIPLY -> finite(left * right);
      case DIVIDE -> right == 0 ? stop(Reason.DIVISION_BY_ZERO) : finite(left / right);
      case POWER -> power(left, right);
    };
  }

  private double power(double base, double exponent) {
    boolean undefined =
        (base == 0 && exponent < 0) || (base < 0 && exponent != Math.rint(exponent));
    return undefined ? stop(Reason.POWER_UNDEFINED) : finite(StrictMath.pow(base, exponent));
  }

  private double comparison(Comparison comparison) {
    List<Expression> operands = comparison.operands();
    double left = value(operands.getFirst());
    for (int i = 0; i < comparison.relations().size() && reason == null; i++) {
      double right = value(operands.get(i + 1));
      if (reason != null || !comparison.relations().get(i).holds(left, right)) {
        return 0;
      }
      left = right;
    }
    return 1;
  }

  private double logical(Logical logical) {
    double decides = logical.connective() == Connective.OR ? 1 : 0;
    double left = value(logical.left());
    return reason != null || left == decides ? left : value(logical.right());
  }

  private double conditional(Conditional choice) {
    double condition = value(choice.condition());
    if (reason != null) {
      return condition;
    }
    return value(condition != 0 ? choice.whenTrue() : choice.whenFalse());
  }

  private double call(Call call) {
    List<Expression> arguments = call.arguments();
    double first = value(arguments.getFirst());
    if (reason != null) {
      return first;
    }
    return switch (call.function()) {
      case MIN, MAX -> extreme(call, first);
      case CLAMP -> clamp(first, arguments);
      case ABS -> Math.abs(first);
      case SQRT -> first < 0 ? stop(Reason.NEGATIVE_ROOT) : Math.sqrt(first);
      case EXP -> finite(Exponential.exp(first));
      case LOG -> first <= 0 ? stop(Reason.LOGARITHM_NOT_POSITIVE) : Exponential.log(first);
      case MINUTES, HOURS, DAYS, WEEKS, YEARS -> finite(TimeUnits.days(call.function(), first));
      case MONEY, AS_RATE -> first;
    };
  }

  private double extreme(Call call, double first) {
    double extreme = first;
    for (int i = 1; i < call.arguments().size() && reason == null; i++) {
      double value = value(call.arguments().get(i));
      extreme =
          call.function() == Function.MIN ? Math.min(extreme, value) : Math.max(extreme, value);
    }
    return extreme;
  }

  private double clamp(double value, List<Expression> arguments) {
    double lower = value(arguments.get(1));
    double upper = reason == null ? value(arguments.get(2)) : 0;
    if (reason == null && lower > upper) {
      return stop(Reason.CLAMP_BOUNDS_CROSSED);
    }
    return Math.min(Math.max(value, lower), upper);
  }

  private double table(Table table) {
    double quantity = value(table.quantity());
    double[] thresholds = new double[table.rows().size()];
    double[] rates = new double[thresholds.length];
    boolean ascending = true;
    for (int i = 0; i < rates.length && reason == null; i++) {
      thresholds[i] = value(table.rows().get(i).threshold());
      rates[i] = reason == null ? value(table.rows().get(i).rate()) : 0;
      ascending &= i == 0 ? thresholds[0] == 0 : thresholds[i] > thresholds[i - 1];
    }
    if (reason != null) {
      return Double.NaN;
    }
    if (!ascending) {
      return stop(Reason.TIERS_INVALID);
    }
    if (quantity < 0) {
      return stop(Reason.TIER_INPUT_NEGATIVE);
    }
    return table.kind() == TableKind.TIERS
        ? tiers(quantity, thresholds, rates)
        : step(quantity, thresholds, rates);
  }

  private double tiers(double quantity, double[] thresholds, double[] rates) {
    double total = 0;
    for (int i = 0; i < rates.length && quantity > thresholds[i]; i++) {
      double upper = i + 1 < rates.length ? Math.min(quantity, thresholds[i + 1]) : quantity;
      total = finite(total + finite(rates[i] * (upper - thresholds[i])));
    }
    return total;
  }

  private static double step(double quantity, double[] thresholds, double[] rates) {
    double rate = rates[0];
    for (int i = 1; i < rates.length && quantity >= thresholds[i]; i++) {
      rate = rates[i];
    }
    return rate;
  }
}
