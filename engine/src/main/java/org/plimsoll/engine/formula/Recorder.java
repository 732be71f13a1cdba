package org.plimsoll.engine.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.plimsoll.engine.formula.Explanation.Kind;
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
import org.plimsoll.engine.formula.Expression.TruthLiteral;

/// Builds the explanation of an evaluation while it happens.
final class Recorder implements Trace {
  private record Open(Expression expression, List<Explanation> children) {}

  private final Formula formula;
  private final List<Explanation> statements = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  Recorder(Formula formula) {
    this.formula = formula;
  }

  @Override
  public void enters(Expression expression) {
    open.push(new Open(expression, new ArrayList<>()));
  }

  @Override
  public void leaves(Expression expression, double value) {
    close(TreeEvaluator.outcome(value, expression));
  }

  /// The whole evaluation, which ended in `outcome`.
  Explanation explanation(Outcome outcome) {
    while (!open.isEmpty()) {
      close(outcome);
    }
    return new Explanation(
        Kind.FORMULA,
        "",
        formula.text(),
        new Span(0, formula.text().length()),
        formula.result().unit(),
        outcome,
        statements);
  }

  private void close(Outcome outcome) {
    Open step = open.pop();
    Expression expression = step.expression();
    Kind kind = kind(step);
    var explanation =
        new Explanation(
            kind,
            label(expression),
            expression.span().of(formula.text()),
            expression.span(),
            expression.unit(),
            outcome,
            step.children());
    if (open.isEmpty()) {
      statements.add(statement(explanation));
    } else {
      open.element().children().add(explanation);
    }
  }

  private Explanation statement(Explanation value) {
    int index = statements.size();
    if (index == formula.assignments().size()) {
      return value;
    }
    Assignment assignment = formula.assignments().get(index);
    return new Explanation(
        Kind.ASSIGNMENT,
        assignment.name(),
        assignment.span().of(formula.text()),
        assignment.span(),
        value.unit(),
        value.outcome(),
        List.of(value));
  }

  private static Kind kind(Open step) {
    return switch (step.expression()) {
      case Literal _, TruthLiteral _ -> Kind.LITERAL;
      case Input _ -> Kind.INPUT;
      case Local _ -> Kind.LOCAL;
      case Negate _, Arithmetic _ -> Kind.ARITHMETIC;
      case Not _, Comparison _, Logical _ -> Kind.LOGIC;
      case Call _ -> Kind.FUNCTION;
      case Table _ -> Kind.TABLE;
      case Conditional _ -> choice(step.children().getFirst().outcome());
    };
  }

  private static Kind choice(Outcome condition) {
    return switch (condition) {
      case Outcome.Truth(boolean holds) -> holds ? Kind.CHOICE_TRUE : Kind.CHOICE_FALSE;
      case Outcome.Value _, Outcome.Unavailable _ -> Kind.CHOICE_UNDECIDED;
    };
  }

  private static String label(Expression expression) {
    return switch (expression) {
      case Literal literal -> Double.toString(literal.value());
      case TruthLiteral truth -> truth.value() ? "True" : "False";
      case Input input -> input.name();
      case Local local -> local.name();
      case Negate _ -> "-";
      case Not _ -> "not";
      case Arithmetic arithmetic -> arithmetic.operator().text();
      case Comparison comparison ->
          String.join(" ", comparison.relations().stream().map(Expression.Relation::text).toList());
      case Logical logical -> logical.connective().text();
      case Conditional _ -> "if";
      case Call call -> call.function().text();
      case Table table -> table.kind().text();
    };
  }
}
