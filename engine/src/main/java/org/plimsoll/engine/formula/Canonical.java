package org.plimsoll.engine.formula;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
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
import org.plimsoll.engine.formula.Expression.Operator;
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;

/// One text for all formulas that differ only in spaces, brackets, comments and ways to write
/// numbers.
///
/// It names the language version, the inputs the formula reads with their units, and one statement
/// a line; the statements are themselves a formula with the same value.
final class Canonical {
  private static final String VERSION = "plimsoll-formula 1\n";

  private static final int CONDITIONAL = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;
  private static final int SIGN = 8;
  private static final int POWER = 9;
  private static final int ATOM = 10;

  private final StringBuilder out = new StringBuilder();

  private Canonical() {}

  /// The canonical text of one expression.
  static String of(Expression expression) {
    var printer = new Canonical();
    printer.print(expression, CONDITIONAL);
    return printer.out.toString();
  }

  /// The canonical statements of a formula, one a line.
  static String statements(List<Assignment> assignments, Expression result) {
    var printer = new Canonical();
    for (Assignment assignment : assignments) {
      printer.out.append(assignment.name()).append(" = ");
      printer.print(assignment.value(), CONDITIONAL);
      printer.out.append('\n');
    }
    printer.print(result, CONDITIONAL);
    return printer.out.append('\n').toString();
  }

  /// The canonical form of a formula: version, inputs read, statements.
  static String form(
      SortedMap<String, Unit> inputs, List<Assignment> assignments, Expression result) {
    SortedSet<String> read = new TreeSet<>();
    assignments.forEach(assignment -> collectInputs(assignment.value(), read));
    collectInputs(result, read);
    var form = new StringBuilder(VERSION);
    inputs.forEach(
        (name, unit) -> {
          if (read.contains(name)) {
            form.append("input ").append(name).append(": ").append(unit).append('\n');
          }
        });
    return form.append(statements(assignments, result)).toString();
  }

  /// The SHA-256 of a text in UTF-8, in lower-case hexadecimal.
  static String hash(String form) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(form.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void collectInputs(Expression expression, SortedSet<String> read) {
    if (expression instanceof Input input) {
      read.add(input.name());
    }
    for (Expression child : expression.children()) {
      collectInputs(child, read);
    }
  }

  private void print(Expression expression, int least) {
    boolean brackets = precedence(expression) < least;
    if (brackets) {
      out.append('(');
    }
    printBare(expression);
    if (brackets) {
      out.append(')');
    }
  }

  private void printBare(Expression expression) {
    switch (expression) {
      case Literal literal -> out.append(literal.value());
      case TruthLiteral truth -> out.append(truth.value() ? "True" : "False");
      case Input input -> out.append(input.name());
      case Local local -> out.append(local.name());
      case Negate negate -> prefix("-", negate.operand(), SIGN);
      case Not not -> prefix("not ", not.operand(), NOT);
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Logical logical -> {
        int own = precedence(logical);
        infix(logical.left(), own, logical.connective().text(), logical.right(), own + 1);
      }
      case Comparison comparison -> comparison(comparison);
      case Conditional choice -> {
        print(choice.whenTrue(), OR);
        out.append(" if ");
        print(choice.condition(), OR);
        out.append(" else ");
        print(choice.whenFalse(), CONDITIONAL);
      }
      case Call call -> call(call);
      case Table table -> table(table);
    }
  }

  private void prefix(String sign, Expression operand, int least) {
    out.append(sign);
    print(operand, least);
  }

  private void infix(Expression left, int leastLeft, String word, Expression right, int least) {
    print(left, leastLeft);
    out.append(' ').append(word).append(' ');
    print(right, least);
  }

  private void arithmetic(Arithmetic node) {
    String word = node.operator().text();
    switch (node.operator()) {
      case ADD, SUBTRACT -> infix(node.left(), SUM, word, node.right(), PRODUCT);
      case MULTIPLY, DIVIDE -> infix(node.left(), PRODUCT, word, node.right(), SIGN);
      case POWER -> infix(node.left(), ATOM, word, node.right(), SIGN);
    }
  }

  private void comparison(Comparison comparison) {
    print(comparison.operands().getFirst(), SUM);
    for (int i = 0; i < comparison.relations().size(); i++) {
      out.append(' ').append(comparison.relations().get(i).text()).append(' ');
      print(comparison.operands().get(i + 1), SUM);
    }
  }

  private void call(Call call) {
    out.append(call.function().text()).append('(');
    for (int i = 0; i < call.arguments().size(); i++) {
      out.append(i == 0 ? "" : ", ");
      print(call.arguments().get(i), CONDITIONAL);
    }
    out.append(')');
  }

  private void table(Table table) {
    out.append(table.kind().text()).append('(');
    print(table.quantity(), CONDITIONAL);
    out.append(", [");
    String separator = "";
    for (Row row : table.rows()) {
      out.append(separator).append('(');
      print(row.threshold(), CONDITIONAL);
      out.append(", ");
      print(row.rate(), CONDITIONAL);
      out.append(')');
      separator = ", ";
    }
    out.append("])");
  }

  private static int precedence(Expression expression) {
    return switch (expression) {
      case Conditional _ -> CONDITIONAL;
      case Logical logical -> logical.connective() == Connective.OR ? OR : AND;
      case Not _ -> NOT;
      case Comparison _ -> COMPARISON;
      case Negate _ -> SIGN;
      case Arithmetic arithmetic -> precedence(arithmetic.operator());
      case Literal _, TruthLiteral _, Input _, Local _, Call _, Table _ -> ATOM;
    };
  }

  private static int precedence(Operator operator) {
    return switch (operator) {
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE -> PRODUCT;
      case POWER -> POWER;
    };
  }
}
