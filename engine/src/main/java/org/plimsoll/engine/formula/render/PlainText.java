package org.plimsoll.engine.formula.render;

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
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;

/// Writes expressions in the language itself.
final class PlainText {
  private final Inputs inputs;
  private final StringBuilder out = new StringBuilder();

  private PlainText(Inputs inputs) {
    this.inputs = inputs;
  }

  static String of(Formula formula, Inputs inputs) {
    var writer = new PlainText(inputs);
    for (Assignment assignment : formula.assignments()) {
      writer.out.append(assignment.name()).append(" = ");
      writer.write(assignment.value(), Precedence.CONDITIONAL);
      writer.out.append('\n');
    }
    writer.write(formula.result(), Precedence.CONDITIONAL);
    return writer.out.toString();
  }

  private void write(Expression expression, int least) {
    boolean brackets = precedence(expression) < least;
    out.append(brackets ? "(" : "");
    writeBare(expression);
    out.append(brackets ? ")" : "");
  }

  private int precedence(Expression expression) {
    boolean signed =
        expression instanceof Input input && Substitution.of(input, inputs).orElse(0) < 0;
    return signed ? Precedence.SIGN : Precedence.of(expression);
  }

  private void writeBare(Expression expression) {
    switch (expression) {
      case Literal literal -> out.append(Numeral.of(literal.value()).text());
      case TruthLiteral truth -> truth(truth.value());
      case Input input -> input(input);
      case Local local -> out.append(local.name());
      case Negate negate -> prefix("-", negate.operand(), Precedence.SIGN);
      case Not not -> prefix("not ", not.operand(), Precedence.NOT);
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Logical logical -> {
        int own = Precedence.of(logical);
        infix(logical.left(), own, logical.connective().text(), logical.right(), own + 1);
      }
      case Comparison comparison -> comparison(comparison);
      case Conditional choice -> {
        infix(choice.whenTrue(), Precedence.OR, "if", choice.condition(), Precedence.OR);
        out.append(" else ");
        write(choice.whenFalse(), Precedence.CONDITIONAL);
      }
      case Call call -> call(call);
      case Table table -> table(table);
    }
  }

  private void input(Input input) {
    OptionalDouble value = Substitution.of(input, inputs);
    if (value.isEmpty()) {
      out.append(input.name());
    } else if (input.unit().isBoolean()) {
      truth(value.getAsDouble() != 0);
    } else {
      Numeral numeral = Numeral.of(value.getAsDouble());
      out.append(numeral.negative() ? "-" : "").append(numeral.text());
    }
  }

  private void truth(boolean value) {
    out.append(value ? "True" : "False");
  }

  private void prefix(String sign, Expression operand, int least) {
    out.append(sign);
    write(operand, least);
  }

  private void infix(Expression left, int leastLeft, String word, Expression right, int least) {
    write(left, leastLeft);
    out.append(' ').append(word).append(' ');
    write(right, least);
  }

  private void arithmetic(Arithmetic node) {
    String word = node.operator().text();
    switch (node.operator()) {
      case ADD, SUBTRACT ->
          infix(node.left(), Precedence.SUM, word, node.right(), Precedence.PRODUCT);
      case MULTIPLY, DIVIDE ->
          infix(node.left(), Precedence.PRODUCT, word, node.right(), Precedence.SIGN);
      case POWER -> infix(node.left(), Precedence.ATOM, word, node.right(), Precedence.SIGN);
    }
  }

  private void comparison(Comparison comparison) {
    write(comparison.operands().getFirst(), Precedence.SUM);
    for (int i = 0; i < comparison.relations().size(); i++) {
      out.append(' ').append(comparison.relations().get(i).text()).append(' ');
      write(comparison.operands().get(i + 1), Precedence.SUM);
    }
  }

  private void call(Call call) {
    out.append(call.function().text()).append('(');
    String separator = "";
    for (Expression argument : call.arguments()) {
      out.append(separator);
      write(argument, Precedence.CONDITIONAL);
      separator = ", ";
    }
    out.append(')');
  }

  private void table(Table table) {
    out.append(table.kind().text()).append('(');
    write(table.quantity(), Precedence.CONDITIONAL);
    String separator = ", [";
    for (Row row : table.rows()) {
      out.append(separator).append('(');
      write(row.threshold(), Precedence.CONDITIONAL);
      out.append(", ");
      write(row.rate(), Precedence.CONDITIONAL);
      out.append(')');
      separator = ", ";
    }
    out.append("])");
  }
}
