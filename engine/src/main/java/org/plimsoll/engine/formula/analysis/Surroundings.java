package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Input;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Local;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Negate;
import org.plimsoll.engine.formula.Expression.Not;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Unit;

/// What names stand for at one place of a formula: the box, narrowed by the conditions that must
/// hold for the place to be reached. Immutable.
///
/// Conditions narrow inputs and assigned values that they compare with each other or with written
/// numbers; others are passed over. So `a / b if b > 0 else 0` is known not to divide by zero.
final class Surroundings {
  private final List<String> names;
  private final List<Interval> sides;
  private final List<Ranged> locals;

  private Surroundings(List<String> names, List<Interval> sides, List<Ranged> locals) {
    this.names = names;
    this.sides = List.copyOf(sides);
    this.locals = List.copyOf(locals);
  }

  /// A box.
  ///
  /// @param names sorted
  static Surroundings of(List<String> names, List<Interval> sides) {
    return new Surroundings(names, sides, List.of());
  }

  int indexOf(String name) {
    return java.util.Collections.binarySearch(names, name);
  }

  int size() {
    return names.size();
  }

  Interval side(int index) {
    return sides.get(index);
  }

  Ranged local(int slot) {
    return locals.get(slot);
  }

  /// With the value of the next assignment.
  Surroundings assigned(Ranged value) {
    List<Ranged> more = new ArrayList<>(locals);
    more.add(value);
    return new Surroundings(names, sides, more);
  }

  /// Where `condition` is `truth`; empty when it cannot be.
  Optional<Surroundings> where(Expression condition, boolean truth) {
    return switch (condition) {
      case Not not -> where(not.operand(), !truth);
      case Logical logical -> where(logical, truth);
      case Comparison comparison -> where(comparison, truth);
      case Input input -> truth(input, truth);
      default -> Optional.of(this);
    };
  }

  private Optional<Surroundings> where(Logical logical, boolean truth) {
    boolean both = (logical.connective() == Connective.AND) == truth;
    return both
        ? where(logical.left(), truth).flatMap(then -> then.where(logical.right(), truth))
        : Optional.of(this);
  }

  private Optional<Surroundings> where(Comparison comparison, boolean truth) {
    List<Expression> operands = comparison.operands();
    if (!truth && comparison.relations().size() > 1) {
      return Optional.of(this);
    }
    Optional<Surroundings> narrowed = Optional.of(this);
    for (int i = 0; i < comparison.relations().size(); i++) {
      Relation relation = comparison.relations().get(i);
      Relation holds = truth ? relation : opposite(relation);
      Expression left = operands.get(i);
      Expression right = operands.get(i + 1);
      narrowed = narrowed.flatMap(now -> now.where(left, holds, right));
    }
    return narrowed;
  }

  private Optional<Surroundings> where(Expression left, Relation relation, Expression right) {
    Optional<Interval> first = known(left);
    Optional<Interval> second = known(right);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.of(this);
    }
    Optional<Interval> newFirst = cut(first.get(), relation, second.get());
    Optional<Interval> newSecond = cut(second.get(), mirrored(relation), first.get());
    return newFirst.isEmpty() || newSecond.isEmpty()
        ? Optional.empty()
        : Optional.of(with(left, newFirst.get()).with(right, newSecond.get()));
  }

  private Optional<Interval> known(Expression expression) {
    return switch (expression) {
      case Literal literal -> Optional.of(Interval.point(literal.value()));
      case Negate(Literal literal, var _, Unit _) ->
          Optional.of(Interval.point(0.0 - literal.value()));
      case Local local -> Optional.of(local(local.slot()).range());
      case Input input when indexOf(input.name()) >= 0 -> Optional.of(side(indexOf(input.name())));
      default -> Optional.empty();
    };
  }

  private Surroundings with(Expression expression, Interval narrowed) {
    return switch (expression) {
      case Input input -> withSide(indexOf(input.name()), narrowed);
      case Local local -> {
        List<Ranged> changed = new ArrayList<>(locals);
        changed.set(local.slot(), new Ranged(narrowed, local(local.slot()).slopes()));
        yield new Surroundings(names, sides, changed);
      }
      default -> this;
    };
  }

  private Surroundings withSide(int index, Interval narrowed) {
    List<Interval> changed = new ArrayList<>(sides);
    changed.set(index, narrowed);
    return new Surroundings(names, changed, locals);
  }

  private Optional<Surroundings> truth(Input input, boolean truth) {
    int index = indexOf(input.name());
    double value = truth ? 1 : 0;
    if (index < 0) {
      return Optional.of(this);
    }
    return side(index).contains(value)
        ? Optional.of(withSide(index, Interval.point(value)))
        : Optional.empty();
  }

  /// The numbers of `own` for which the relation can hold to a number of `other`.
  private static Optional<Interval> cut(Interval own, Relation relation, Interval other) {
    double low = own.lower();
    double high = own.upper();
    switch (relation) {
      case LESS -> high = Math.min(high, Math.nextDown(other.upper()));
      case LESS_OR_EQUAL -> high = Math.min(high, other.upper());
      case GREATER -> low = Math.max(low, Math.nextUp(other.lower()));
      case GREATER_OR_EQUAL -> low = Math.max(low, other.lower());
      case EQUAL -> {
        low = Math.max(low, other.lower());
        high = Math.min(high, other.upper());
      }
      case NOT_EQUAL -> {
        low = other.isPoint() && low == other.lower() ? Math.nextUp(low) : low;
        high = other.isPoint() && high == other.lower() ? Math.nextDown(high) : high;
      }
    }
    return low <= high ? Optional.of(new Interval(low, high)) : Optional.empty();
  }

  private static Relation opposite(Relation relation) {
    return switch (relation) {
      case LESS -> Relation.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Relation.GREATER;
      case GREATER -> Relation.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> Relation.LESS;
      case EQUAL -> Relation.NOT_EQUAL;
      case NOT_EQUAL -> Relation.EQUAL;
    };
  }

  private static Relation mirrored(Relation relation) {
    return switch (relation) {
      case LESS -> Relation.GREATER;
      case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
      case GREATER -> Relation.LESS;
      case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL -> relation;
    };
  }
}
