package org.plimsoll.audit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Assignment;
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
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.TimeUnits;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Range;

/// Bounds how far the reference evaluator's doubles can be from exact arithmetic over a box, by
/// forward error analysis, node by node.
///
/// Where rounding can turn a condition or cross a threshold, the whole jump counts as error.
final class RoundingWalk {
  private static final Rough EITHER = new Rough(0, 1, 0);
  private static final Rough DOUBTFUL = new Rough(0, 1, 1);

  private final SortedMap<String, Range> ranges;
  private final List<Rough> locals = new ArrayList<>();

  private RoundingWalk(SortedMap<String, Range> ranges) {
    this.ranges = ranges;
  }

  /// The largest difference between the rate in doubles and the exact rate at any point of `box`;
  /// infinite when unknown.
  static double of(RateFunction rate, Box box) {
    SortedMap<String, Range> ranges = new TreeMap<>(box.ranges());
    rate.constants().forEach((name, value) -> ranges.put(name, Range.of(value)));
    double largest = 0;
    for (Formula part : rate.parts()) {
      largest = Math.max(largest, of(part, ranges));
    }
    return largest;
  }

  private static double of(Formula formula, SortedMap<String, Range> ranges) {
    var walk = new RoundingWalk(ranges);
    for (Assignment assignment : formula.assignments()) {
      walk.locals.add(walk.value(assignment.value()));
    }
    return walk.value(formula.result()).error();
  }

  private Rough value(Expression expression) {
    return switch (expression) {
      case Literal literal -> Rough.of(literal.value());
      case TruthLiteral truth -> Rough.of(truth.value() ? 1 : 0);
      case Input input -> input(input);
      case Local local -> locals.get(local.slot());
      case Negate negate -> value(negate.operand()).negated();
      case Not not -> not(value(not.operand()));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison -> comparison(comparison);
      case Logical logical -> doubtIfAny(List.of(value(logical.left()), value(logical.right())));
      case Conditional choice -> conditional(choice);
      case Call call -> call(call);
      case Table table -> table(table);
    };
  }

  private static Rough not(Rough truth) {
    return new Rough(1 - truth.upper(), 1 - truth.lower(), truth.error());
  }

  private Rough input(Input input) {
    Range range = ranges.get(input.name());
    return range == null ? Rough.UNKNOWN : new Rough(range.lower(), range.upper(), 0);
  }

  private Rough arithmetic(Arithmetic node) {
    Rough left = value(node.left());
    Rough right = value(node.right());
    return switch (node.operator()) {
      case ADD -> left.plus(right);
      case SUBTRACT -> left.minus(right);
      case MULTIPLY -> left.times(right);
      case DIVIDE -> left.over(right);
      case POWER -> power(left, right);
    };
  }

  /// Along a positive base by the mean value theorem in both operands.
  private static Rough power(Rough base, Rough exponent) {
    boolean whole = exponent.isPoint() && exponent.lower() == Math.rint(exponent.lower());
    if (base.lower() <= 0 && !(whole && exponent.lower() >= 1)) {
      return Rough.UNKNOWN;
    }
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    double slope = 0;
    double logarithm = 0;
    for (double x : new double[] {base.lower(), base.upper()}) {
      for (double y : new double[] {exponent.lower(), exponent.upper()}) {
        double power = StrictMath.pow(Math.abs(x), y);
        most = Math.max(most, power);
        least = Math.min(least, power);
        slope = Math.max(slope, Math.abs(y) * StrictMath.pow(Math.abs(x), y - 1));
        logarithm = Math.max(logarithm, Math.abs(StrictMath.log(Math.abs(x))));
      }
    }
    double byBase = base.error() == 0 ? 0 : slope * base.error();
    double byExponent = exponent.error() == 0 ? 0 : most * logarithm * exponent.error();
    double error = (byBase + byExponent) * (1 + 1e-12);
    return Rough.rounded(base.lower() > 0 ? least : -most, most, error, 8);
  }

  private Rough comparison(Comparison comparison) {
    List<Rough> operands = new ArrayList<>();
    comparison.operands().forEach(operand -> operands.add(value(operand)));
    boolean exact = true;
    for (int i = 0; i + 1 < operands.size(); i++) {
      Rough left = operands.get(i);
      Rough right = operands.get(i + 1);
      boolean apart = left.upper() < right.lower() || right.upper() < left.lower();
      exact &= apart || (left.error() == 0 && right.error() == 0);
    }
    return exact ? EITHER : DOUBTFUL;
  }

  private static Rough doubtIfAny(List<Rough> truths) {
    return truths.stream().allMatch(truth -> truth.error() == 0) ? EITHER : DOUBTFUL;
  }

  private Rough conditional(Conditional choice) {
    Rough condition = value(choice.condition());
    if (condition.isPoint() && condition.error() == 0) {
      return value(condition.lower() == 1 ? choice.whenTrue() : choice.whenFalse());
    }
    Rough yes = value(choice.whenTrue());
    Rough no = value(choice.whenFalse());
    return condition.error() == 0 ? yes.or(no) : yes.orElse(no);
  }

  private Rough call(Call call) {
    List<Rough> values = new ArrayList<>();
    call.arguments().forEach(argument -> values.add(value(argument)));
    Rough first = values.getFirst();
    return switch (call.function()) {
      case MIN -> values.stream().reduce(first, Rough::smaller);
      case MAX -> values.stream().reduce(first, Rough::larger);
      case CLAMP -> first.larger(values.get(1)).smaller(values.get(2));
      case ABS -> first.magnitudes();
      case SQRT -> first.root();
      case EXP -> exponential(first);
      case LOG -> logarithm(first);
      case MINUTES -> first.over(Rough.of(TimeUnits.MINUTES_OF_A_DAY));
      case HOURS -> first.over(Rough.of(TimeUnits.HOURS_OF_A_DAY));
      case WEEKS -> first.times(Rough.of(TimeUnits.DAYS_OF_A_WEEK));
      case YEARS -> first.times(Rough.of(TimeUnits.DAYS_OF_A_YEAR));
      case DAYS, MONEY, AS_RATE -> first;
    };
  }

  private static Rough exponential(Rough value) {
    double high = Exponential.exp(value.upper()) * (1 + 1e-12);
    double error = value.error() == 0 ? 0 : high * value.error() * (1 + 1e-12);
    return Rough.rounded(Exponential.exp(value.lower()), high, error, 4);
  }

  private static Rough logarithm(Rough value) {
    if (value.lower() <= 0) {
      return Rough.UNKNOWN;
    }
    double error = value.error() / value.lower() * (1 + 1e-12);
    double low = Exponential.log(value.lower());
    return Rough.rounded(low, Exponential.log(value.upper()), error, 4);
  }

  private Rough table(Table table) {
    Rough quantity = value(table.quantity());
    List<Rough> thresholds = new ArrayList<>();
    List<Rough> rates = new ArrayList<>();
    for (Expression.Row row : table.rows()) {
      thresholds.add(value(row.threshold()));
      rates.add(value(row.rate()));
    }
    return table.kind() == TableKind.STEPS
        ? steps(quantity, thresholds, rates)
        : tiers(quantity, thresholds, rates);
  }

  private static Rough steps(Rough quantity, List<Rough> thresholds, List<Rough> rates) {
    boolean exact = quantity.error() == 0;
    for (Rough threshold : thresholds) {
      exact &= threshold.error() == 0;
    }
    Rough all = rates.getFirst();
    for (Rough rate : rates) {
      all = exact ? all.or(rate) : all.orElse(rate);
    }
    return all;
  }

  private static Rough tiers(Rough quantity, List<Rough> thresholds, List<Rough> rates) {
    Rough total = Rough.of(0);
    for (int row = 0; row < rates.size(); row++) {
      boolean last = row + 1 == rates.size();
      Rough end = last ? quantity : quantity.smaller(thresholds.get(row + 1));
      Rough part = end.minus(thresholds.get(row)).larger(Rough.of(0));
      total = total.plus(rates.get(row).times(part));
    }
    return total;
  }
}
