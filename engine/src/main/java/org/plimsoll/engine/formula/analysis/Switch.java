package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Operator;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Span;
import org.plimsoll.engine.formula.analysis.Breakpoint.Kind;

/// Two expressions at whose crossing a formula changes.
///
/// @param site the expression that changes
/// @param right where the second stands; empty for zero
record Switch(Kind kind, Expression site, Span left, Optional<Span> right) {
  private static final int ALL_PAIRS = 4;

  /// All switches of a formula, in the order of evaluation.
  static List<Switch> of(Formula formula) {
    List<Switch> all = new ArrayList<>();
    for (Assignment assignment : formula.assignments()) {
      collect(assignment.value(), all);
    }
    collect(formula.result(), all);
    return all;
  }

  private static void collect(Expression expression, List<Switch> all) {
    expression.children().forEach(child -> collect(child, all));
    switch (expression) {
      case Comparison comparison -> {
        List<Expression> operands = comparison.operands();
        for (int i = 1; i < operands.size(); i++) {
          all.add(of(Kind.COMPARISON, comparison, operands.get(i - 1), operands.get(i)));
        }
      }
      case Table table -> {
        Kind kind = table.kind() == TableKind.STEPS ? Kind.STEP : Kind.TIER;
        for (var row : table.rows().subList(1, table.rows().size())) {
          all.add(of(kind, table, table.quantity(), row.threshold()));
        }
        all.add(ofZero(Kind.EDGE, table, table.quantity()));
      }
      case Arithmetic arithmetic when arithmetic.operator() == Operator.DIVIDE ->
          all.add(ofZero(Kind.EDGE, arithmetic, arithmetic.right()));
      case Arithmetic arithmetic when arithmetic.operator() == Operator.POWER ->
          all.add(ofZero(Kind.EDGE, arithmetic, arithmetic.left()));
      case Call call -> collect(call, all);
      default -> {}
    }
  }

  private static void collect(Call call, List<Switch> all) {
    List<Expression> arguments = call.arguments();
    Expression first = arguments.getFirst();
    switch (call.function()) {
      case MIN, MAX -> extremes(call, all);
      case CLAMP -> {
        all.add(of(Kind.CLAMP, call, first, arguments.get(1)));
        all.add(of(Kind.CLAMP, call, first, arguments.get(2)));
        all.add(of(Kind.EDGE, call, arguments.get(1), arguments.get(2)));
      }
      case ABS -> all.add(ofZero(Kind.MAGNITUDE, call, first));
      case SQRT, LOG -> all.add(ofZero(Kind.EDGE, call, first));
      case EXP, MINUTES, HOURS, DAYS, WEEKS, YEARS, MONEY, AS_RATE -> {}
    }
  }

  private static void extremes(Call call, List<Switch> all) {
    List<Expression> arguments = call.arguments();
    int reach = arguments.size() <= ALL_PAIRS ? arguments.size() : 1;
    for (int i = 0; i < arguments.size(); i++) {
      for (int j = i + 1; j < arguments.size() && j <= i + reach; j++) {
        all.add(of(Kind.EXTREME, call, arguments.get(i), arguments.get(j)));
      }
    }
  }

  private static Switch of(Kind kind, Expression site, Expression left, Expression right) {
    return new Switch(kind, site, left.span(), Optional.of(right.span()));
  }

  private static Switch ofZero(Kind kind, Expression site, Expression left) {
    return new Switch(kind, site, left.span(), Optional.empty());
  }
}
