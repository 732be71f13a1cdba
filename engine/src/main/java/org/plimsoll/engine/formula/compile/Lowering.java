package org.plimsoll.engine.formula.compile;

import java.util.List;
import java.util.SortedMap;
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
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.TimeUnits;

/// Turns the trees of a formula into steps that are all evaluated, whichever branch is taken.
///
/// What a branch requires counts only where the branch is taken: the sum of its {@link Region} is
/// selected with its value.
final class Lowering {

  private final Graph graph;
  private final SortedMap<String, Integer> slots;
  private final List<Level> levels;
  private final int[] locals;
  private Region region;

  private Lowering(
      Graph graph, SortedMap<String, Integer> slots, List<Level> levels, int assignments) {
    this.graph = graph;
    this.slots = slots;
    this.levels = levels;
    this.locals = new int[assignments];
    this.region = new Region(graph);
  }

  /// Adds the steps of `formula` to `graph` and gives the place of its {@link Op#RESULT}.
  static int lower(
      Formula formula, SortedMap<String, Integer> slots, List<Level> levels, Graph graph) {
    var lowering = new Lowering(graph, slots, levels, formula.assignments().size());
    for (Assignment assignment : formula.assignments()) {
      lowering.locals[assignment.slot()] = lowering.finite(assignment.value()); // used or not
    }
    int value = lowering.value(formula.result());
    int number =
        graph.isTruth(value) ? graph.select(value, graph.constant(1), graph.constant(0)) : value;
    return graph.raw(Op.RESULT, number, lowering.region.sum(), 0);
  }

  private int value(Expression expression) {
    return switch (expression) {
      case Literal literal -> graph.constant(literal.value());
      case TruthLiteral truth -> graph.truth(truth.value());
      case Input input -> input(input);
      case Local local -> locals[local.slot()];
      case Negate negate -> graph.negate(value(negate.operand()));
      case Not not -> graph.not(value(not.operand()));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison -> comparison(comparison);
      case Logical logical -> logical(logical);
      case Conditional choice -> conditional(choice);
      case Call call -> call(call);
      case Table table -> table(table);
    };
  }

  private int finite(Expression expression) {
    int value = value(expression);
    region.requireFinite(value);
    return value;
  }

  private int input(Input input) {
    Integer slot = slots.get(input.name());
    if (slot == null) {
      throw new IllegalStateException("No slot for " + input.name());
    }
    int value = graph.input(slot, levels.get(slot));
    if (!input.unit().isBoolean()) {
      return value;
    }
    int isFalse = graph.compare(Op.EQUAL, value, graph.constant(0));
    int isTrue = graph.compare(Op.EQUAL, value, graph.constant(1));
    region.require(graph.or(isFalse, isTrue));
    return isTrue;
  }

  private int arithmetic(Arithmetic node) {
    int left = value(node.left());
    int right = value(node.right());
    return switch (node.operator()) {
      case ADD -> graph.add(left, right);
      case SUBTRACT -> graph.subtract(left, right);
      case MULTIPLY -> product(left, right);
      case DIVIDE -> {
        region.requireFinite(right);
        yield graph.divide(left, right);
      }
      case POWER -> {
        region.requireFinite(left);
        region.requireFinite(right);
        yield graph.power(left, right);
      }
    };
  }

  /// A product with a written zero is zero wherever the other number is finite.
  private int product(int left, int right) {
    boolean leftIsZero = graph.at(left).isConstant(0);
    if (!leftIsZero && !graph.at(right).isConstant(0)) {
      return graph.multiply(left, right);
    }
    region.requireFinite(leftIsZero ? right : left);
    return graph.constant(0);
  }

  private int comparison(Comparison comparison) {
    List<Expression> operands = comparison.operands();
    int left = finite(operands.get(0));
    int right = finite(operands.get(1));
    int truth = relation(comparison.relations().getFirst(), left, right);
    for (int i = 1; i < comparison.relations().size(); i++) {
      Region outer = open();
      left = right;
      right = finite(operands.get(i + 1));
      Region inner = close(outer);
      region.requireFinite(graph.select(truth, inner.sum(), graph.constant(0)));
      truth = graph.and(truth, relation(comparison.relations().get(i), left, right));
    }
    return truth;
  }

  private int relation(Relation relation, int left, int right) {
    return switch (relation) {
      case LESS -> graph.compare(Op.LESS, left, right);
      case LESS_OR_EQUAL -> graph.compare(Op.LESS_OR_EQUAL, left, right);
      case GREATER -> graph.compare(Op.LESS, right, left);
      case GREATER_OR_EQUAL -> graph.compare(Op.LESS_OR_EQUAL, right, left);
      case EQUAL -> graph.compare(Op.EQUAL, left, right);
      case NOT_EQUAL -> graph.compare(Op.NOT_EQUAL, left, right);
    };
  }

  private Region open() {
    Region outer = region;
    region = new Region(graph);
    return outer;
  }

  private Region close(Region outer) {
    Region inner = region;
    region = outer;
    return inner;
  }

  private int logical(Logical logical) {
    int left = value(logical.left());
    Region outer = open();
    int right = value(logical.right());
    int sum = close(outer).sum();
    int zero = graph.constant(0);
    boolean and = logical.connective() == Connective.AND;
    region.requireFinite(and ? graph.select(left, sum, zero) : graph.select(left, zero, sum));
    return and ? graph.and(left, right) : graph.or(left, right);
  }

  private int conditional(Conditional choice) {
    int condition = value(choice.condition());
    Region outer = open();
    int whenTrue = value(choice.whenTrue());
    int sumWhenTrue = close(outer).sum();
    open();
    int whenFalse = value(choice.whenFalse());
    int sumWhenFalse = close(outer).sum();
    region.requireFinite(graph.select(condition, sumWhenTrue, sumWhenFalse));
    return graph.select(condition, whenTrue, whenFalse);
  }

  private int call(Call call) {
    Expression first = call.arguments().getFirst();
    return switch (call.function()) {
      case MIN -> extreme(Op.MINIMUM, call);
      case MAX -> extreme(Op.MAXIMUM, call);
      case CLAMP -> clamp(call);
      case ABS -> graph.absolute(value(first));
      case SQRT -> graph.function(Op.ROOT, value(first));
      case EXP -> graph.function(Op.EXPONENTIAL, finite(first));
      case LOG -> graph.function(Op.LOGARITHM, finite(first));
      case MINUTES -> graph.divide(value(first), graph.constant(TimeUnits.MINUTES_OF_A_DAY));
      case HOURS -> graph.divide(value(first), graph.constant(TimeUnits.HOURS_OF_A_DAY));
      case WEEKS -> graph.multiply(value(first), graph.constant(TimeUnits.DAYS_OF_A_WEEK));
      case YEARS -> graph.multiply(value(first), graph.constant(TimeUnits.DAYS_OF_A_YEAR));
      case DAYS, MONEY, AS_RATE -> value(first);
    };
  }

  private int extreme(Op op, Call call) {
    int extreme = finite(call.arguments().getFirst());
    for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
      extreme = graph.extreme(op, extreme, finite(argument));
    }
    return extreme;
  }

  private int clamp(Call call) {
    int value = finite(call.arguments().get(0));
    int lower = finite(call.arguments().get(1));
    int upper = finite(call.arguments().get(2));
    region.require(graph.compare(Op.LESS_OR_EQUAL, lower, upper));
    return graph.extreme(Op.MINIMUM, graph.extreme(Op.MAXIMUM, value, lower), upper);
  }

  private int table(Table table) {
    int quantity = finite(table.quantity());
    int size = table.rows().size();
    int[] thresholds = new int[size];
    int[] rates = new int[size];
    int ascends = graph.truth(true);
    for (int i = 0; i < size; i++) {
      Row row = table.rows().get(i);
      thresholds[i] = finite(row.threshold());
      rates[i] = finite(row.rate());
      ascends =
          graph.and(
              ascends,
              i == 0
                  ? graph.compare(Op.EQUAL, thresholds[0], graph.constant(0))
                  : graph.compare(Op.LESS, thresholds[i - 1], thresholds[i]));
    }
    region.require(ascends);
    int atLeastZero = graph.compare(Op.LESS_OR_EQUAL, graph.constant(0), quantity);
    return table.kind() == TableKind.TIERS
        ? tiers(quantity, thresholds, rates, atLeastZero)
        : steps(quantity, thresholds, rates, atLeastZero);
  }

  private int tiers(int quantity, int[] thresholds, int[] rates, int atLeastZero) {
    int zero = graph.constant(0);
    region.require(atLeastZero);
    int total = zero;
    for (int i = 0; i < thresholds.length; i++) {
      int upper =
          i + 1 < thresholds.length
              ? graph.extreme(Op.MINIMUM, quantity, thresholds[i + 1])
              : quantity;
      int width = graph.subtract(upper, thresholds[i]);
      int part = graph.multiply(rates[i], graph.extreme(Op.MAXIMUM, width, zero));
      total = graph.add(total, part);
    }
    return total;
  }

  /// Not a number where the quantity is negative, so that no row of it is found.
  private int steps(int quantity, int[] thresholds, int[] rates, int atLeastZero) {
    int rate = graph.select(atLeastZero, rates[0], graph.constant(Double.NaN));
    for (int i = 1; i < thresholds.length; i++) {
      int reached = graph.compare(Op.LESS_OR_EQUAL, thresholds[i], quantity);
      rate = graph.select(reached, rates[i], rate);
    }
    return rate;
  }
}
