package org.plimsoll.engine.formula;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.formula.Syntax.Shape;

/// Reads words into a tree by the grammar of `docs/reference/formula-language.md`, one method a
/// rule.
///
/// Recursion is bounded by {@link Limits#NESTING}, so that no text can exhaust the stack.
final class Parser {
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int nodes;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// The program that `text` spells.
  ///
  /// @throws Rejection at the first word that does not fit
  static Syntax.Program read(String text) {
    return new Parser(Lexer.read(text)).program();
  }

  private Syntax.Program program() {
    List<Syntax.Assigned> assignments = new ArrayList<>();
    while (true) {
      if (peek().kind() == Token.Kind.END || skipEmptyLineEnd()) {
        if (peek().kind() == Token.Kind.END) {
          throw new Rejection(
              ErrorCode.RESULT_MISSING,
              peek().span(),
              "The text ends without a result: its last statement is an expression");
        }
        continue;
      }
      Syntax expression = conditional();
      if (!peek().is("=")) {
        endOfStatement();
        requireEnd();
        return new Syntax.Program(assignments, expression);
      }
      assignments.add(assigned(expression, assignments.size()));
      endOfStatement();
    }
  }

  /// A line end that ends nothing, as the last one of a text of comments does.
  private boolean skipEmptyLineEnd() {
    if (peek().kind() == Token.Kind.NEW_LINE) {
      at++;
      return true;
    }
    return false;
  }

  private Syntax.Assigned assigned(Syntax target, int already) {
    Token equals = take();
    boolean bracketed = target.span().end() - target.span().start() != target.word().length();
    if (target.shape() != Shape.NAME || bracketed) {
      throw new Rejection(
          ErrorCode.ASSIGNMENT_TARGET,
          target.span().to(equals.span()),
          "Only a name can be assigned to; two values are compared with ==");
    }
    if (already == Limits.ASSIGNMENTS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_ASSIGNMENTS,
          target.span(),
          "More than " + Limits.ASSIGNMENTS + " assignments");
    }
    Syntax value = conditional();
    if (peek().is("=")) {
      throw new Rejection(
          ErrorCode.ASSIGNMENT_TARGET, peek().span(), "One name is assigned at a time");
    }
    return new Syntax.Assigned(target.word(), target.span(), value);
  }

  private void endOfStatement() {
    if (peek().is(";")) {
      take();
      if (peek().kind() == Token.Kind.NEW_LINE) {
        take();
      }
    } else if (peek().kind() == Token.Kind.NEW_LINE) {
      take();
    } else {
      throw unexpected();
    }
  }

  private void requireEnd() {
    while (skipEmptyLineEnd()) {
      // blank lines at the end
    }
    if (peek().kind() != Token.Kind.END) {
      throw new Rejection(
          ErrorCode.STATEMENT_AFTER_RESULT,
          peek().span(),
          "Only the last statement is a plain expression: give the one before it a name with =");
    }
  }

  private Syntax conditional() {
    enter();
    Syntax value = disjunction();
    if (peek().is("if")) {
      take();
      Syntax condition = disjunction();
      if (!peek().is("else")) {
        throw new Rejection(
            ErrorCode.ELSE_MISSING,
            peek().span(),
            "A choice needs an else, but here is " + peek().described());
      }
      take();
      Syntax otherwise = conditional();
      value =
          node(
              Shape.CONDITIONAL,
              "",
              List.of(condition, value, otherwise),
              value.span().to(otherwise.span()));
    }
    depth--;
    return value;
  }

  private Syntax disjunction() {
    Syntax left = conjunction();
    while (peek().is("or")) {
      take();
      left = binary(Shape.OR, left, conjunction());
    }
    return left;
  }

  private Syntax conjunction() {
    Syntax left = inversion();
    while (peek().is("and")) {
      take();
      left = binary(Shape.AND, left, inversion());
    }
    return left;
  }

  private Syntax inversion() {
    if (!peek().is("not")) {
      return comparison();
    }
    enter();
    Token not = take();
    Syntax operand = inversion();
    depth--;
    return node(Shape.NOT, "", List.of(operand), not.span().to(operand.span()));
  }

  private Syntax comparison() {
    Syntax first = sum();
    if (!isRelation(peek())) {
      return first;
    }
    List<Syntax> operands = new ArrayList<>(List.of(first));
    var relations = new StringBuilder();
    while (isRelation(peek())) {
      relations.append(relations.isEmpty() ? "" : " ").append(take().text());
      operands.add(sum());
    }
    Span span = first.span().to(operands.getLast().span());
    return node(Shape.COMPARE, relations.toString(), operands, span);
  }

  private static boolean isRelation(Token token) {
    return token.is("<")
        || token.is("<=")
        || token.is(">")
        || token.is(">=")
        || token.is("==")
        || token.is("!=");
  }

  private Syntax sum() {
    Syntax left = product();
    while (peek().is("+") || peek().is("-")) {
      Shape shape = take().is("+") ? Shape.ADD : Shape.SUBTRACT;
      left = binary(shape, left, product());
    }
    return left;
  }

  private Syntax product() {
    Syntax left = signed();
    while (peek().is("*") || peek().is("/")) {
      Shape shape = take().is("*") ? Shape.MULTIPLY : Shape.DIVIDE;
      left = binary(shape, left, signed());
    }
    return left;
  }

  private Syntax signed() {
    if (!peek().is("+") && !peek().is("-")) {
      return power();
    }
    enter();
    Token sign = take();
    Syntax operand = signed();
    depth--;
    Shape shape = sign.is("-") ? Shape.MINUS : Shape.PLUS;
    return node(shape, "", List.of(operand), sign.span().to(operand.span()));
  }

  private Syntax power() {
    Syntax base = atom();
    if (!peek().is("**")) {
      return base;
    }
    enter();
    take();
    Syntax exponent = signed();
    depth--;
    return binary(Shape.POWER, base, exponent);
  }

  private Syntax atom() {
    Token token = peek();
    if (token.is("(")) {
      take();
      Syntax inner = conditional();
      Token close = close(token, ")");
      return inner.at(token.span().to(close.span()));
    }
    if (token.is("True") || token.is("False")) {
      take();
      return node(token.is("True") ? Shape.TRUE : Shape.FALSE, "", List.of(), token.span());
    }
    return switch (token.kind()) {
      case WHOLE_NUMBER -> leaf(Shape.WHOLE_NUMBER);
      case NUMBER -> leaf(Shape.NUMBER);
      case NAME -> nameOrCall();
      case KEYWORD, SYMBOL, NEW_LINE, END ->
          throw new Rejection(
              ErrorCode.EXPRESSION_EXPECTED,
              token.span(),
              "A value is expected, but here is " + token.described());
    };
  }

  private Syntax leaf(Shape shape) {
    Token token = take();
    return node(shape, token.text(), List.of(), token.span());
  }

  private Syntax nameOrCall() {
    if (!tokens.get(at + 1).is("(")) {
      return leaf(Shape.NAME);
    }
    Token name = take();
    Token open = take();
    List<Syntax> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      arguments.add(peek().is("[") ? table() : conditional());
      if (!peek().is(",")) {
        break;
      }
      take();
    }
    Token close = close(open, ")");
    return node(Shape.CALL, name.text(), arguments, name.span().to(close.span()));
  }

  private Syntax table() {
    Token open = take();
    List<Syntax> rows = new ArrayList<>();
    while (!peek().is("]")) {
      rows.add(row());
      if (!peek().is(",")) {
        break;
      }
      take();
    }
    Token close = close(open, "]");
    return node(Shape.LIST, "", rows, open.span().to(close.span()));
  }

  private Syntax row() {
    Token open = peek();
    if (!open.is("(")) {
      throw new Rejection(
          ErrorCode.TABLE_MALFORMED,
          open.span(),
          "A table is a list of pairs such as [(0, 0.004), (300_000, 0.005)]");
    }
    take();
    Syntax threshold = conditional();
    if (!peek().is(",")) {
      throw new Rejection(
          ErrorCode.TABLE_MALFORMED,
          peek().span(),
          "A row of a table is a pair (threshold, rate), but here is " + peek().described());
    }
    take();
    Syntax rate = conditional();
    if (peek().is(",")) {
      take();
    }
    Token close = close(open, ")");
    return node(Shape.PAIR, "", List.of(threshold, rate), open.span().to(close.span()));
  }

  private Token close(Token open, String bracket) {
    if (peek().is(bracket)) {
      return take();
    }
    Token found = peek();
    boolean ended = found.kind() == Token.Kind.END || found.kind() == Token.Kind.NEW_LINE;
    if (ended || found.is(")") || found.is("]")) {
      throw new Rejection(
          ErrorCode.BRACKET_NOT_CLOSED,
          ended ? open.span() : found.span(),
          "The bracket "
              + open.text()
              + (ended ? " is never closed" : " is closed by " + found.text()));
    }
    throw unexpected();
  }

  private Rejection unexpected() {
    return new Rejection(
        ErrorCode.UNEXPECTED,
        peek().span(),
        peek().described() + " cannot stand here: an operator or the end was expected");
  }

  private Syntax binary(Shape shape, Syntax left, Syntax right) {
    return node(shape, "", List.of(left, right), left.span().to(right.span()));
  }

  private Syntax node(Shape shape, String word, List<Syntax> parts, Span span) {
    nodes++;
    if (nodes > Limits.NODES) {
      throw new Rejection(
          ErrorCode.TOO_MANY_NODES, span, "The formula has more than " + Limits.NODES + " nodes");
    }
    int height = 1;
    for (Syntax part : parts) {
      height = Math.max(height, part.height() + 1);
    }
    if (height > Limits.HEIGHT) {
      throw new Rejection(
          ErrorCode.NESTED_TOO_DEEPLY,
          span,
          "A chain of more than " + Limits.HEIGHT + " operators: give parts of it names");
    }
    return new Syntax(shape, word, parts, span, height);
  }

  private void enter() {
    depth++;
    if (depth > Limits.NESTING) {
      throw new Rejection(
          ErrorCode.NESTED_TOO_DEEPLY,
          peek().span(),
          "Nested more than " + Limits.NESTING + " deep: give inner parts names");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    return tokens.get(at++);
  }
}
