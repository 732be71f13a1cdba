package org.plimsoll.engine.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Local;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Negate;
import org.plimsoll.engine.formula.Expression.Not;
import org.plimsoll.engine.formula.Expression.Operator;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Expression.TruthLiteral;

/// Gives every expression its unit and every name its value, or reports all that is wrong.
final class Checker {
  private final String text;
  private final SortedMap<String, Unit> inputs;
  private final SortedMap<String, Typed> locals = new TreeMap<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<FormulaError> errors = new ArrayList<>();

  private Checker(String text, SortedMap<String, Unit> inputs) {
    this.text = text;
    this.inputs = inputs;
  }

  static CheckResult check(String text, SortedMap<String, Unit> inputs) {
    var checker = new Checker(text, inputs);
    try {
      checker.checkInputNames();
      return checker.check(Parser.read(text));
    } catch (Rejection rejection) {
      checker.report(rejection);
      return checker.rejected();
    }
  }

  private CheckResult check(Syntax.Program program) {
    for (Syntax.Assigned assigned : program.assignments()) {
      assign(assigned);
    }
    Typed result = check(program.result());
    if (!errors.isEmpty()) {
      return rejected();
    }
    return new CheckResult.Accepted(new Formula(text, inputs, assignments, result.expression()));
  }

  private CheckResult rejected() {
    return new CheckResult.Rejected(
        errors.stream()
            .sorted(Comparator.comparingInt(error -> error.span().start()))
            .limit(Limits.ERRORS)
            .toList());
  }

  private void report(Rejection rejection) {
    if (errors.size() < Limits.ERRORS) {
      errors.add(rejection.in(text));
    }
  }

  private void checkInputNames() {
    for (String name : inputs.keySet()) {
      if (!Names.isAllowed(name)
          || Names.isKeyword(name)
          || Names.isForeignKeyword(name)
          || Names.isFunction(name)) {
        report(
            new Rejection(
                ErrorCode.INPUT_NAME_INVALID,
                new Span(0, 0),
                "No formula can name the input \"" + name + "\""));
      }
    }
  }

  private void assign(Syntax.Assigned assigned) {
    String name = assigned.name();
    Typed value = check(assigned.value());
    if (inputs.containsKey(name) || Names.isFunction(name)) {
      report(
          new Rejection(
              ErrorCode.NAME_SHADOWED,
              assigned.nameSpan(),
              "\""
                  + name
                  + "\" is already "
                  + (inputs.containsKey(name) ? "an input" : "a function")
                  + ": choose another name"));
      return;
    }
    if (locals.containsKey(name)) {
      report(
          new Rejection(
              ErrorCode.NAME_REASSIGNED,
              assigned.nameSpan(),
              "\"" + name + "\" already has a value: choose another name"));
      return;
    }
    int slot = assignments.size();
    Span span = assigned.nameSpan().to(assigned.value().span());
    assignments.add(new Assignment(name, slot, value.expression(), span));
    Expression reference = new Local(name, slot, span, value.unit());
    locals.put(name, new Typed(reference, value.whole(), value.bound(), value.broken()));
  }

  /// The meaning of `syntax`; an error in it is reported once and breaks what contains it.
  Typed check(Syntax syntax) {
    try {
      return withLengthOfItsOwn(checked(syntax));
    } catch (Rejection rejection) {
      report(rejection);
      return Typed.broken(syntax.span());
    }
  }

  /// A time that was calculated is a horizon known by its text.
  private static Typed withLengthOfItsOwn(Typed typed) {
    if (!typed.unit().hasDimensionOf(Unit.TIME) || typed.broken()) {
      return typed;
    }
    return switch (typed.expression()) {
      case Arithmetic(Operator operator, Expression left, Expression right, Span span, Unit unit) ->
          Typed.of(new Arithmetic(operator, left, right, span, lengthOf(typed, unit)));
      case Negate(Expression operand, Span span, Unit unit) ->
          Typed.of(new Negate(operand, span, lengthOf(typed, unit)));
      case Conditional(Expression test, Expression yes, Expression no, Span span, Unit unit) ->
          Typed.of(new Conditional(test, yes, no, span, lengthOf(typed, unit)));
      case Expression.Call(Function function, List<Expression> all, Span span, Unit unit)
          when !(unit.scaling() instanceof Scaling.Length) ->
          Typed.of(new Expression.Call(function, all, span, lengthOf(typed, unit)));
      case Expression.Table(
              TableKind kind,
              Expression quantity,
              List<Expression.Row> rows,
              Span span,
              Unit unit) ->
          Typed.of(new Expression.Table(kind, quantity, rows, span, lengthOf(typed, unit)));
      case Literal _,
          TruthLiteral _,
          Expression.Input _,
          Local _,
          Comparison _,
          Not _,
          Logical _,
          Expression.Call _ ->
          typed;
    };
  }

  private static Unit lengthOf(Typed typed, Unit unit) {
    return unit.withScaling(new Scaling.Length(new Horizon(Canonical.of(typed.expression())), 2));
  }

  private Typed checked(Syntax syntax) {
    return switch (syntax.shape()) {
      case WHOLE_NUMBER -> {
        double value = Double.parseDouble(syntax.word());
        yield Typed.whole(new Literal(value, syntax.span(), Unit.RATE), value);
      }
      case NUMBER ->
          Typed.of(new Literal(Double.parseDouble(syntax.word()), syntax.span(), Unit.RATE));
      case TRUE -> Typed.of(new TruthLiteral(true, syntax.span()));
      case FALSE -> Typed.of(new TruthLiteral(false, syntax.span()));
      case NAME -> name(syntax);
      case PLUS -> number(syntax.part(0));
      case MINUS -> negate(syntax);
      case NOT -> not(syntax);
      case ADD -> sum(Operator.ADD, syntax);
      case SUBTRACT -> sum(Operator.SUBTRACT, syntax);
      case MULTIPLY -> product(Operator.MULTIPLY, syntax);
      case DIVIDE -> product(Operator.DIVIDE, syntax);
      case POWER -> power(syntax);
      case COMPARE -> comparison(syntax);
      case AND -> logical(Connective.AND, syntax);
      case OR -> logical(Connective.OR, syntax);
      case CONDITIONAL -> conditional(syntax);
      case CALL -> new CallChecker(this).check(syntax);
      case LIST, PAIR ->
          throw new Rejection(
              ErrorCode.TABLE_MALFORMED,
              syntax.span(),
              "A list stands only as the second argument of tiers or steps");
    };
  }

  private Typed name(Syntax syntax) {
    String name = syntax.word();
    Span span = syntax.span();
    Typed local = locals.get(name);
    if (local != null) {
      Expression reference =
          local.expression() instanceof Local(String _, int slot, Span _, Unit unit)
              ? new Local(name, slot, span, unit)
              : local.expression();
      return new Typed(reference, local.whole(), local.bound(), local.broken());
    }
    Unit unit = inputs.get(name);
    if (unit != null) {
      return Typed.of(new Expression.Input(name, span, unitOfInput(name, unit)));
    }
    if (Names.isFunction(name)) {
      throw new Rejection(
          ErrorCode.FUNCTION_NOT_CALLED,
          span,
          "\"" + name + "\" is a function: write " + name + "(..)");
    }
    throw new Rejection(
        ErrorCode.NAME_UNDEFINED,
        span,
        "\"" + name + "\" is neither an input nor assigned above" + Spelling.hint(name, known()));
  }

  private List<String> known() {
    List<String> names = new ArrayList<>(inputs.keySet());
    names.addAll(locals.keySet());
    return names;
  }

  private static Unit unitOfInput(String name, Unit unit) {
    return unit.equals(Unit.TIME)
        ? unit.withScaling(new Scaling.Length(new Horizon(name), 2))
        : unit;
  }

  /// The meaning of `syntax` where only a number can stand.
  Typed number(Syntax syntax) {
    Typed typed = check(syntax);
    if (typed.unit().isBoolean() && !typed.broken()) {
      report(
          new Rejection(
              ErrorCode.NUMBER_EXPECTED,
              syntax.span(),
              "A number is expected, but this is true or false: choose with x if .. else y"));
      return Typed.broken(syntax.span());
    }
    return typed;
  }

  private Typed truth(Syntax syntax) {
    Typed typed = check(syntax);
    if (!typed.unit().isBoolean() && !typed.broken()) {
      report(
          new Rejection(
              ErrorCode.BOOLEAN_EXPECTED,
              syntax.span(),
              "A comparison is expected, but this is a number: compare it, for instance with > 0"));
      return Typed.broken(syntax.span());
    }
    return typed;
  }

  private Typed negate(Syntax syntax) {
    Typed operand = number(syntax.part(0));
    if (operand.broken()) {
      return operand;
    }
    Expression negated = new Negate(operand.expression(), syntax.span(), operand.unit());
    return new Typed(negated, operand.whole(), operand.bound(), false);
  }

  private Typed not(Syntax syntax) {
    Typed operand = truth(syntax.part(0));
    return operand.broken() ? operand : Typed.of(new Not(operand.expression(), syntax.span()));
  }

  private Typed sum(Operator operator, Syntax syntax) {
    Typed left = number(syntax.part(0));
    Typed right = number(syntax.part(1));
    if (left.broken() || right.broken()) {
      return Typed.broken(syntax.span());
    }
    List<Typed> joined = joined(List.of(left, right));
    Unit unit = unitOf(joined, syntax.span());
    return arithmetic(
        operator, joined.get(0), joined.get(1), unit, syntax.span(), left.bound() + right.bound());
  }

  private Typed product(Operator operator, Syntax syntax) {
    Typed left = number(syntax.part(0));
    Typed right = number(syntax.part(1));
    if (left.broken() || right.broken()) {
      return Typed.broken(syntax.span());
    }
    if (operator == Operator.DIVIDE) {
      Unit unit = UnitAlgebra.quotient(left.unit(), right.unit(), syntax.span());
      return Typed.of(
          new Arithmetic(operator, left.expression(), right.expression(), syntax.span(), unit));
    }
    Unit unit = UnitAlgebra.product(left.unit(), right.unit(), syntax.span());
    return arithmetic(operator, left, right, unit, syntax.span(), left.bound() * right.bound());
  }

  private Typed power(Syntax syntax) {
    Typed base = number(syntax.part(0));
    Typed exponent = number(syntax.part(1));
    if (base.broken() || exponent.broken()) {
      return Typed.broken(syntax.span());
    }
    requireRate(exponent, "The exponent");
    Unit unit;
    if (exponent.isWrittenNumber()) {
      unit = UnitAlgebra.power(base.unit(), exponent.writtenNumber(), syntax.span());
    } else if (base.unit().isRate()) {
      unit = Unit.RATE;
    } else {
      throw new Rejection(
          ErrorCode.EXPONENT_NOT_CONSTANT,
          exponent.span(),
          "A value in " + base.unit() + " can only be raised to a number that is written out");
    }
    double bound = StrictMath.pow(Math.max(1, base.bound()), exponent.bound());
    return arithmetic(Operator.POWER, base, exponent, unit, syntax.span(), bound);
  }

  private static Typed arithmetic(
      Operator operator, Typed left, Typed right, Unit unit, Span span, double bound) {
    Expression result = new Arithmetic(operator, left.expression(), right.expression(), span, unit);
    if (!left.whole() || !right.whole()) {
      return Typed.of(result);
    }
    if (!(bound < Limits.WHOLE_NUMBER)) {
      throw new Rejection(
          ErrorCode.WHOLE_NUMBER_TOO_LARGE,
          span,
          "Whole numbers here can reach 2**53, where Python still counts exactly and this language"
              + " does not: write one of them with a decimal point");
    }
    return Typed.whole(result, bound);
  }

  private Typed comparison(Syntax syntax) {
    List<Typed> operands = new ArrayList<>();
    for (Syntax part : syntax.parts()) {
      operands.add(number(part));
    }
    if (operands.stream().anyMatch(Typed::broken)) {
      return Typed.broken(syntax.span());
    }
    List<Typed> joined = joined(operands);
    for (int i = 1; i < joined.size(); i++) {
      UnitAlgebra.join(joined.get(i - 1).unit(), joined.get(i).unit(), syntax.span());
    }
    List<Relation> relations = new ArrayList<>();
    for (String word : syntax.word().split(" ", -1)) {
      relations.add(relation(word));
    }
    return Typed.of(
        new Comparison(relations, joined.stream().map(Typed::expression).toList(), syntax.span()));
  }

  private static Relation relation(String word) {
    for (Relation relation : Relation.values()) {
      if (relation.text().equals(word)) {
        return relation;
      }
    }
    throw new IllegalStateException("Not a relation: " + word);
  }

  private Typed logical(Connective connective, Syntax syntax) {
    Typed left = truth(syntax.part(0));
    Typed right = truth(syntax.part(1));
    return left.broken() || right.broken()
        ? Typed.broken(syntax.span())
        : Typed.of(new Logical(connective, left.expression(), right.expression(), syntax.span()));
  }

  private Typed conditional(Syntax syntax) {
    Typed condition = truth(syntax.part(0));
    Typed whenTrue = check(syntax.part(1));
    Typed whenFalse = check(syntax.part(2));
    if (condition.broken() || whenTrue.broken() || whenFalse.broken()) {
      return Typed.broken(syntax.span());
    }
    List<Typed> branches = joined(List.of(whenTrue, whenFalse));
    Expression choice =
        new Conditional(
            condition.expression(),
            branches.get(0).expression(),
            branches.get(1).expression(),
            syntax.span(),
            unitOf(branches, syntax.span()));
    return oneOf(branches, choice);
  }

  /// A value that is one of `candidates`: whole where one of them is.
  static Typed oneOf(List<Typed> candidates, Expression value) {
    double bound = candidates.stream().mapToDouble(Typed::bound).max().orElse(0);
    return candidates.stream().anyMatch(Typed::whole) ? Typed.whole(value, bound) : Typed.of(value);
  }

  /// The same values, a written zero taking the unit of the others.
  static List<Typed> joined(List<Typed> values) {
    for (Typed value : values) {
      if (!value.isWrittenZero()) {
        Unit unit = value.unit();
        return values.stream()
            .map(other -> takesUnit(other, unit) ? other.in(unit.withoutScaling()) : other)
            .toList();
      }
    }
    return values;
  }

  private static boolean takesUnit(Typed value, Unit unit) {
    return value.isWrittenZero() && !unit.isBoolean();
  }

  /// The unit that all of `values` share.
  static Unit unitOf(List<Typed> values, Span span) {
    Unit unit = values.getFirst().unit();
    for (Typed value : values) {
      unit = UnitAlgebra.join(unit, value.unit(), span);
    }
    return unit;
  }

  static void requireRate(Typed value, String what) {
    if (!value.unit().isRate()) {
      throw new Rejection(
          ErrorCode.RATE_EXPECTED,
          value.span(),
          what
              + " is a dimensionless number, but this is in "
              + value.unit().withoutScaling()
              + ": divide it by one of its kind");
    }
  }
}
