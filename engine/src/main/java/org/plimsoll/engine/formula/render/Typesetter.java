package org.plimsoll.engine.formula.render;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.plimsoll.engine.formula.Assignment;
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
import org.plimsoll.engine.formula.Expression.Operator;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.render.Layout.Mark;

/// Sets expressions in two dimensions: quotients as fractions, choices as cases, tables as tables.
final class Typesetter {
  private final Inputs inputs;

  Typesetter(Inputs inputs) {
    this.inputs = inputs;
  }

  Layout formula(Formula formula) {
    Layout result = set(formula.result());
    List<Layout.Definition> definitions = new ArrayList<>();
    for (Assignment assignment : formula.assignments()) {
      definitions.add(
          new Layout.Definition(
              new Layout.Name(Symbol.of(assignment.name())), set(assignment.value())));
    }
    return definitions.isEmpty() ? result : new Layout.Where(result, definitions);
  }

  private Layout set(Expression expression, int least) {
    Layout layout = set(expression);
    return precedence(expression) < least ? new Layout.Brackets(layout) : layout;
  }

  private int precedence(Expression expression) {
    if (isNegativeNumber(expression)) {
      return Precedence.SIGN;
    }
    boolean fraction = expression instanceof Arithmetic node && node.operator() == Operator.DIVIDE;
    return fraction ? Precedence.FRACTION : Precedence.of(expression);
  }

  private boolean isNegativeNumber(Expression expression) {
    return expression instanceof Input input && Substitution.of(input, inputs).orElse(0) < 0;
  }

  private Layout set(Expression expression) {
    return switch (expression) {
      case Literal literal -> new Layout.Figure(Numeral.of(literal.value()));
      case TruthLiteral truth -> truth(truth.value());
      case Input input -> input(input);
      case Local local -> new Layout.Name(Symbol.of(local.name()));
      case Negate negate ->
          Layout.Row.of(new Layout.Sign(Mark.MINUS), set(negate.operand(), Precedence.FRACTION));
      case Not not -> Layout.Row.of(new Layout.Text("not "), set(not.operand(), Precedence.NOT));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Logical logical -> {
        int own = Precedence.of(logical);
        yield Layout.Row.of(
            set(logical.left(), own),
            new Layout.Text(" " + logical.connective().text() + " "),
            set(logical.right(), own + 1));
      }
      case Comparison comparison -> comparison(comparison);
      case Conditional choice -> cases(choice);
      case Call call -> call(call);
      case Table table -> table(table);
    };
  }

  private static Layout truth(boolean value) {
    return new Layout.Text(value ? "true" : "false");
  }

  private Layout input(Input input) {
    OptionalDouble value = Substitution.of(input, inputs);
    if (value.isEmpty()) {
      return new Layout.Name(Symbol.of(input.name()));
    }
    return input.unit().isBoolean()
        ? truth(value.getAsDouble() != 0)
        : new Layout.Figure(Numeral.of(value.getAsDouble()));
  }

  private Layout arithmetic(Arithmetic node) {
    return switch (node.operator()) {
      case ADD -> sum(node, Mark.PLUS);
      case SUBTRACT -> sum(node, Mark.MINUS);
      case MULTIPLY -> {
        Layout left = set(node.left(), Precedence.PRODUCT);
        Layout right = set(node.right(), Precedence.FRACTION);
        Mark mark = endsInNumber(left) || startsWithNumber(right) ? Mark.TIMES : Mark.DOT;
        yield Layout.Row.of(left, new Layout.Sign(mark), right);
      }
      case DIVIDE -> new Layout.Fraction(set(node.left()), set(node.right()));
      case POWER -> new Layout.Power(set(node.left(), Precedence.ATOM), set(node.right()));
    };
  }

  private Layout sum(Arithmetic node, Mark mark) {
    Layout left = set(node.left(), Precedence.SUM);
    Layout right = set(node.right(), Precedence.PRODUCT);
    return Layout.Row.of(
        left, new Layout.Sign(mark), startsWithSign(right) ? new Layout.Brackets(right) : right);
  }

  private static boolean startsWithSign(Layout layout) {
    return switch (layout) {
      case Layout.Figure figure -> figure.numeral().negative();
      case Layout.Sign _ -> true;
      case Layout.Row row -> startsWithSign(row.parts().getFirst());
      case Layout.Power _,
          Layout.Name _,
          Layout.Text _,
          Layout.Brackets _,
          Layout.Bars _,
          Layout.Fraction _,
          Layout.Root _,
          Layout.Application _,
          Layout.Cases _,
          Layout.Grid _,
          Layout.Where _ ->
          false;
    };
  }

  private static boolean endsInNumber(Layout layout) {
    return layout instanceof Layout.Figure
        || (layout instanceof Layout.Row row && endsInNumber(row.parts().getLast()));
  }

  private static boolean startsWithNumber(Layout layout) {
    return layout instanceof Layout.Figure
        || (layout instanceof Layout.Row row && startsWithNumber(row.parts().getFirst()))
        || (layout instanceof Layout.Power power && startsWithNumber(power.base()));
  }

  private Layout comparison(Comparison comparison) {
    List<Layout> parts = new ArrayList<>();
    parts.add(set(comparison.operands().getFirst(), Precedence.SUM));
    for (int i = 0; i < comparison.relations().size(); i++) {
      parts.add(new Layout.Sign(mark(comparison.relations().get(i))));
      parts.add(set(comparison.operands().get(i + 1), Precedence.SUM));
    }
    return new Layout.Row(parts);
  }

  private static Mark mark(Relation relation) {
    return switch (relation) {
      case LESS -> Mark.LESS;
      case LESS_OR_EQUAL -> Mark.LESS_OR_EQUAL;
      case GREATER -> Mark.GREATER;
      case GREATER_OR_EQUAL -> Mark.GREATER_OR_EQUAL;
      case EQUAL -> Mark.EQUAL;
      case NOT_EQUAL -> Mark.NOT_EQUAL;
    };
  }

  /// A choice, with the choices in its `else` as further cases.
  private Layout cases(Conditional choice) {
    List<Layout.Case> cases = new ArrayList<>();
    Expression rest = choice;
    while (rest instanceof Conditional next) {
      cases.add(new Layout.Case(set(next.whenTrue()), set(next.condition())));
      rest = next.whenFalse();
    }
    return new Layout.Cases(cases, set(rest));
  }

  private Layout call(Call call) {
    List<Layout> arguments = call.arguments().stream().map(this::set).toList();
    Layout first = arguments.getFirst();
    return switch (call.function()) {
      case ABS -> new Layout.Bars(first);
      case SQRT -> new Layout.Root(first);
      case LOG -> new Layout.Application("ln", arguments);
      case MINUTES, HOURS, DAYS, WEEKS, YEARS ->
          first instanceof Layout.Figure
              ? Layout.Row.of(first, new Layout.Text(" " + call.function().text()))
              : new Layout.Application(call.function().text(), arguments);
      case MIN, MAX, CLAMP, EXP, MONEY -> new Layout.Application(call.function().text(), arguments);
      case AS_RATE -> new Layout.Application("as rate", arguments);
    };
  }

  private Layout table(Table table) {
    List<Layout.GridRow> rows = new ArrayList<>();
    for (Expression.Row row : table.rows()) {
      rows.add(new Layout.GridRow(set(row.threshold()), set(row.rate())));
    }
    return new Layout.Grid(table.kind().text(), set(table.quantity()), rows);
  }
}
