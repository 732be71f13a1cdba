package org.plimsoll.engine.formula;

import java.util.ArrayList;
import java.util.List;

/// A checked expression: every name resolved, every unit known, every node with its place in the
/// text.
///
/// Trees are immutable, at most {@link Limits#HEIGHT} high, and hold at most {@link Limits#NODES}
/// nodes with the other expressions of their formula. Operands are evaluated from left to right.
public sealed interface Expression {
  /// The text this expression was read from.
  Span span();

  /// What the value measures, with its horizon where it has one.
  Unit unit();

  /// The operands, in the order in which they are evaluated.
  List<Expression> children();

  /// A number written out.
  ///
  /// @param value finite and not negative
  record Literal(double value, Span span, Unit unit) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// `True` or `False`.
  record TruthLiteral(boolean value, Span span) implements Expression {
    @Override
    public Unit unit() {
      return Unit.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// A value supplied from outside.
  record Input(String name, Span span, Unit unit) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// A value assigned earlier in the same formula.
  ///
  /// @param slot the place of its assignment, from 0
  record Local(String name, int slot, Span span, Unit unit) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// A number with its sign changed.
  record Negate(Expression operand, Span span, Unit unit) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /// An operation on two numbers.
  record Arithmetic(Operator operator, Expression left, Expression right, Span span, Unit unit)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// The operations on two numbers.
  enum Operator {
    /// Sum.
    ADD("+"),
    /// Difference.
    SUBTRACT("-"),
    /// Product.
    MULTIPLY("*"),
    /// Quotient.
    DIVIDE("/"),
    /// Power.
    POWER("**");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// The operator as it is written.
    public String text() {
      return text;
    }
  }

  /// A chain of comparisons: `a < b <= c` is `a < b and b <= c` with `b` evaluated once.
  ///
  /// @param relations one fewer than the operands
  /// @param operands numbers; those after the first relation that fails are not evaluated
  record Comparison(List<Relation> relations, List<Expression> operands, Span span)
      implements Expression {
    /// Copies the lists.
    public Comparison {
      relations = List.copyOf(relations);
      operands = List.copyOf(operands);
      if (relations.isEmpty() || relations.size() != operands.size() - 1) {
        throw new IllegalArgumentException("A chain needs one relation fewer than operands");
      }
    }

    @Override
    public Unit unit() {
      return Unit.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return operands;
    }
  }

  /// The relations between two numbers.
  enum Relation {
    /// Smaller.
    LESS("<"),
    /// Smaller or equal.
    LESS_OR_EQUAL("<="),
    /// Larger.
    GREATER(">"),
    /// Larger or equal.
    GREATER_OR_EQUAL(">="),
    /// The same number.
    EQUAL("=="),
    /// Another number.
    NOT_EQUAL("!=");

    private final String text;

    Relation(String text) {
      this.text = text;
    }

    /// The relation as it is written.
    public String text() {
      return text;
    }

    /// Whether the relation holds between two finite numbers.
    public boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case LESS_OR_EQUAL -> left <= right;
        case GREATER -> left > right;
        case GREATER_OR_EQUAL -> left >= right;
        case EQUAL -> left == right;
        case NOT_EQUAL -> left != right;
      };
    }
  }

  /// The opposite of a truth.
  record Not(Expression operand, Span span) implements Expression {
    @Override
    public Unit unit() {
      return Unit.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /// Two truths joined; the right one is evaluated only when the left does not decide.
  record Logical(Connective connective, Expression left, Expression right, Span span)
      implements Expression {
    @Override
    public Unit unit() {
      return Unit.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// The ways to join two truths.
  enum Connective {
    /// Both.
    AND("and"),
    /// At least one.
    OR("or");

    private final String text;

    Connective(String text) {
      this.text = text;
    }

    /// The connective as it is written.
    public String text() {
      return text;
    }
  }

  /// `whenTrue if condition else whenFalse`; only the branch taken is evaluated.
  record Conditional(
      Expression condition, Expression whenTrue, Expression whenFalse, Span span, Unit unit)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(condition, whenTrue, whenFalse);
    }
  }

  /// A function applied to numbers.
  record Call(Function function, List<Expression> arguments, Span span, Unit unit)
      implements Expression {
    /// Copies the list.
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }
  }

  /// A table of rates looked up by a quantity.
  ///
  /// @param quantity not negative
  /// @param rows thresholds strictly ascending from 0, in the unit of the quantity
  record Table(TableKind kind, Expression quantity, List<Row> rows, Span span, Unit unit)
      implements Expression {
    /// Copies the list.
    public Table {
      rows = List.copyOf(rows);
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("A table without rows");
      }
    }

    @Override
    public List<Expression> children() {
      List<Expression> all = new ArrayList<>();
      all.add(quantity);
      for (Row row : rows) {
        all.add(row.threshold());
        all.add(row.rate());
      }
      return List.copyOf(all);
    }
  }

  /// One row of a table: the rate that applies from a threshold on.
  record Row(Expression threshold, Expression rate) {}

  /// The ways to read a table.
  enum TableKind {
    /// The sum over brackets of each bracket's rate times the part of the quantity inside it: an
    /// amount in the unit of quantity times rate, continuous in the quantity.
    TIERS("tiers"),
    /// The rate of the last row whose threshold the quantity reaches; jumps at every threshold.
    STEPS("steps");

    private final String text;

    TableKind(String text) {
      this.text = text;
    }

    /// The name by which a formula calls the table.
    public String text() {
      return text;
    }
  }
}
