package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
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

/// Walks an expression over a box as the reference evaluator walks it at a point.
///
/// It visits what is evaluated at some point of the box, in the same order, collects the reasons
/// that can stop an evaluation there, and leaves with {@link NoValue} where one stops all.
final class BoxWalk {
  /// The exponential and the logarithm are within 1 unit in the last place of the true value; two
  /// more places cover the place where the true value itself lies.
  private static final int PLACES = 3;

  private final Surroundings box;
  private final List<Double> widths;
  private final Set<Reason> reasons;

  BoxWalk(Surroundings box, List<Double> widths, Set<Reason> reasons) {
    this.box = box;
    this.widths = widths;
    this.reasons = reasons;
  }

  int inputs() {
    return box.size();
  }

  Ranged value(Expression expression) {
    return switch (expression) {
      case Literal literal -> constant(literal.value());
      case TruthLiteral truth -> constant(truth.value() ? 1 : 0);
      case Input input -> input(input);
      case Local local -> box.local(local.slot());
      case Negate negate -> value(negate.operand()).negated();
      case Not not -> constant(1).minus(value(not.operand()));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison -> new Choices(this).comparison(comparison);
      case Logical logical -> new Choices(this).logical(logical);
      case Conditional choice -> new Choices(this).conditional(choice, widths);
      case Call call -> call(call);
      case Table table -> new Tables(this).table(table);
    };
  }

  /// What `body` can be where `condition` is `truth`; empty when it is never evaluated there, or
  /// never has a value.
  Optional<Ranged> where(Expression condition, boolean truth, Expression body) {
    Optional<Surroundings> narrowed = box.where(condition, truth);
    if (narrowed.isEmpty()) {
      return Optional.empty();
    }
    return attempt(new BoxWalk(narrowed.get(), widths, reasons), body);
  }

  /// What `body` can be; empty when it never has a value.
  Optional<Ranged> attempt(Expression body) {
    return attempt(this, body);
  }

  private static Optional<Ranged> attempt(BoxWalk walk, Expression body) {
    try {
      return Optional.of(walk.value(body));
    } catch (NoValue none) {
      return Optional.empty();
    }
  }

  Ranged constant(double value) {
    return Ranged.constant(value, inputs());
  }

  /// Notes that an evaluation can stop.
  void mayStop(Reason reason) {
    reasons.add(reason);
  }

  /// Notes that every evaluation stops.
  NoValue stops(Reason reason) {
    reasons.add(reason);
    return new NoValue();
  }

  /// The value without what overflows.
  Ranged finite(Ranged value) {
    Interval range = value.range();
    if (range.isFinite()) {
      return value;
    }
    mayStop(Reason.NUMBER_OVERFLOW);
    if (range.lower() == Double.POSITIVE_INFINITY || range.upper() == Double.NEGATIVE_INFINITY) {
      throw new NoValue();
    }
    return value;
  }

  private Ranged input(Input input) {
    int index = box.indexOf(input.name());
    if (index < 0) {
      throw stops(Reason.INPUT_MISSING);
    }
    Interval side = box.side(index);
    Slopes slopes = Slopes.ofInput(index, inputs());
    return new Ranged(input.unit().isBoolean() ? truths(side) : side, slopes);
  }

  private Interval truths(Interval side) {
    boolean onlyTruths =
        side.isPoint() ? side.contains(0) || side.contains(1) : side.equals(Interval.TRUTH);
    if (!onlyTruths) {
      mayStop(Reason.NOT_A_NUMBER);
    }
    if (!side.contains(0) && !side.contains(1)) {
      throw stops(Reason.NOT_A_NUMBER);
    }
    return new Interval(side.contains(0) ? 0 : 1, side.contains(1) ? 1 : 0);
  }

  private Ranged arithmetic(Arithmetic node) {
    Ranged left = value(node.left());
    Ranged right = value(node.right());
    boolean same = isSameName(node.left(), node.right());
    return switch (node.operator()) {
      case ADD -> finite(left.plus(right));
      case SUBTRACT -> same ? constant(0) : finite(left.minus(right));
      case MULTIPLY -> finite(same ? left.squared() : left.times(right));
      case DIVIDE -> {
        if (right.range().isZero()) {
          throw stops(Reason.DIVISION_BY_ZERO);
        }
        if (right.range().contains(0)) {
          mayStop(Reason.DIVISION_BY_ZERO);
        }
        yield same ? constant(1) : quotient(node, left, right);
      }
      case POWER -> new Powers(this).power(left, right);
    };
  }

  /// A table's amount over its own quantity is an average of its rates.
  private Ranged quotient(Arithmetic node, Ranged left, Ranged right) {
    Ranged quotient = left.dividedBy(right);
    if (node.left() instanceof Table table
        && table.kind() == TableKind.TIERS
        && isSameName(table.quantity(), node.right())) {
      quotient = new Tables(this).average(table, right).map(quotient::common).orElse(quotient);
    }
    return finite(quotient);
  }

  private static boolean isSameName(Expression left, Expression right) {
    return switch (left) {
      case Input input -> right instanceof Input other && input.name().equals(other.name());
      case Local local -> right instanceof Local other && local.slot() == other.slot();
      default -> false;
    };
  }

  private Ranged call(Call call) {
    List<Ranged> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(value(argument));
    }
    Ranged first = arguments.getFirst();
    return switch (call.function()) {
      case MIN -> least(arguments);
      case MAX -> largest(arguments);
      case CLAMP -> clamp(first, arguments.get(1), arguments.get(2));
      case ABS -> magnitude(first);
      case SQRT -> root(first);
      case EXP -> exponential(first);
      case LOG -> logarithm(first);
      case MINUTES, HOURS, DAYS, WEEKS, YEARS -> finite(time(call.function(), first));
      case MONEY, AS_RATE -> first;
    };
  }

  /// A difference of least values lies between differences of those that can be the least.
  Ranged least(List<Ranged> values) {
    double low = values.getFirst().lower();
    double high = values.getFirst().upper();
    for (Ranged value : values) {
      low = Math.min(low, value.lower());
      high = Math.min(high, value.upper());
    }
    double most = high;
    List<Ranged> candidates = values.stream().filter(value -> value.lower() <= most).toList();
    return new Ranged(new Interval(low, high), hull(candidates));
  }

  Ranged largest(List<Ranged> values) {
    return least(values.stream().map(Ranged::negated).toList()).negated();
  }

  static Slopes hull(List<Ranged> values) {
    Slopes all = values.getFirst().slopes();
    for (Ranged value : values.subList(1, values.size())) {
      all = all.hull(value.slopes());
    }
    return all;
  }

  private Ranged clamp(Ranged value, Ranged lower, Ranged upper) {
    if (lower.lower() > upper.upper()) {
      throw stops(Reason.CLAMP_BOUNDS_CROSSED);
    }
    if (lower.upper() > upper.lower()) {
      mayStop(Reason.CLAMP_BOUNDS_CROSSED);
    }
    return least(List.of(largest(List.of(value, lower)), upper));
  }

  private static Ranged magnitude(Ranged value) {
    if (value.lower() >= 0) {
      return value;
    }
    if (value.upper() <= 0) {
      return value.negated();
    }
    Slopes slopes = value.slopes().times(new Interval(-1, 1));
    return new Ranged(value.range().magnitudes(), slopes);
  }

  private Ranged root(Ranged value) {
    if (value.upper() < 0) {
      throw stops(Reason.NEGATIVE_ROOT);
    }
    if (value.lower() < 0) {
      mayStop(Reason.NEGATIVE_ROOT);
    }
    Interval root = value.range().notNegative().root();
    if (root.isZero()) {
      return new Ranged(root, value.slopes().anywhere());
    }
    return new Ranged(root, value.slopes().dividedBy(Interval.point(2).times(root)));
  }

  private Ranged exponential(Ranged value) {
    Interval range = value.range();
    double low = range.lower() == 0 ? 1 : down(Exponential.exp(range.lower()));
    double high = range.upper() == 0 ? 1 : up(Exponential.exp(range.upper()));
    Interval raised = new Interval(Math.max(low, 0), high);
    return finite(new Ranged(raised, value.slopes().times(raised.real())));
  }

  private Ranged logarithm(Ranged value) {
    Interval range = value.range();
    if (range.upper() <= 0) {
      throw stops(Reason.LOGARITHM_NOT_POSITIVE);
    }
    if (range.lower() <= 0) {
      mayStop(Reason.LOGARITHM_NOT_POSITIVE);
    }
    double least = Math.max(range.lower(), Double.MIN_VALUE);
    double most = Math.min(range.upper(), Double.MAX_VALUE);
    double low = least == 1 ? 0 : down(Exponential.log(least));
    double high = most == 1 ? 0 : up(Exponential.log(most));
    return new Ranged(new Interval(low, high), value.slopes().dividedBy(range.notNegative()));
  }

  private static double down(double value) {
    return Interval.point(value).widened(PLACES).lower();
  }

  private static double up(double value) {
    return Interval.point(value).widened(PLACES).upper();
  }

  private Ranged time(Function function, Ranged count) {
    double days = TimeUnits.days(function, 1);
    return days >= 1 ? count.times(constant(days)) : count.dividedBy(constant(Math.rint(1 / days)));
  }
}
