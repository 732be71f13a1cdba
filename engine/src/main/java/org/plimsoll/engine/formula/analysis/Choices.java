package org.plimsoll.engine.formula.analysis;

import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Relation;

/// Truths and choices over a box. The slope of a truth along an input says only whether it can
/// become true (+∞) or false (−∞) as the input rises.
final class Choices {
  private final BoxWalk walk;

  Choices(BoxWalk walk) {
    this.walk = walk;
  }

  Ranged comparison(Comparison comparison) {
    List<Expression> operands = comparison.operands();
    Ranged left = walk.value(operands.getFirst());
    Ranged all = walk.constant(1);
    for (int i = 0; i < comparison.relations().size(); i++) {
      Expression operand = operands.get(i + 1);
      // where the chain may have ended before, an operand without a value does not end it
      Optional<Ranged> right =
          all.lower() == 1 ? Optional.of(walk.value(operand)) : walk.attempt(operand);
      if (right.isEmpty()) {
        return walk.constant(0);
      }
      all = and(all, relation(left, comparison.relations().get(i), right.get()));
      if (all.upper() == 0) {
        return walk.constant(0);
      }
      left = right.get();
    }
    return all;
  }

  private Ranged relation(Ranged left, Relation relation, Ranged right) {
    return switch (relation) {
      case LESS -> isLess(left, right);
      case GREATER -> isLess(right, left);
      case LESS_OR_EQUAL -> not(isLess(right, left));
      case GREATER_OR_EQUAL -> not(isLess(left, right));
      case EQUAL -> isEqual(left, right);
      case NOT_EQUAL -> not(isEqual(left, right));
    };
  }

  private Ranged not(Ranged truth) {
    return walk.constant(1).minus(truth);
  }

  private Ranged isLess(Ranged left, Ranged right) {
    if (left.upper() < right.lower()) {
      return walk.constant(1);
    }
    if (left.lower() >= right.upper()) {
      return walk.constant(0);
    }
    return new Ranged(Interval.TRUTH, right.slopes().minus(left.slopes()).switching());
  }

  private Ranged isEqual(Ranged left, Ranged right) {
    if (left.upper() < right.lower() || right.upper() < left.lower()) {
      return walk.constant(0);
    }
    if (left.range().isPoint() && right.range().isPoint()) {
      return walk.constant(1);
    }
    return new Ranged(Interval.TRUTH, right.slopes().minus(left.slopes()).anywhere());
  }

  /// A conjunction becomes true only as one of the two does.
  private Ranged and(Ranged left, Ranged right) {
    if (left.lower() == 1) {
      return right;
    }
    Interval range = new Interval(0, Math.min(left.upper(), right.upper()));
    Slopes none = walk.constant(0).slopes();
    return new Ranged(range, left.slopes().hull(right.slopes()).hull(none));
  }

  Ranged logical(Logical logical) {
    boolean isOr = logical.connective() == Connective.OR;
    Ranged left = walk.value(logical.left());
    double decisive = isOr ? 1 : 0;
    if (left.range().isPoint()) {
      return left.lower() == decisive ? walk.constant(decisive) : walk.value(logical.right());
    }
    Optional<Ranged> right = walk.where(logical.left(), !isOr, logical.right());
    if (right.isEmpty()) {
      return walk.constant(decisive);
    }
    return isOr ? not(and(not(left), not(right.get()))) : and(left, right.get());
  }

  /// `whenTrue if condition else whenFalse`. Between two points that take different branches the
  /// value moves by a difference of the branches, whose quotient is at least that over the width.
  Ranged conditional(Conditional choice, List<Double> widths) {
    Ranged condition = walk.value(choice.condition());
    if (condition.range().isPoint()) {
      return walk.value(condition.lower() == 1 ? choice.whenTrue() : choice.whenFalse());
    }
    Optional<Ranged> yes = walk.where(choice.condition(), true, choice.whenTrue());
    Optional<Ranged> no = walk.where(choice.condition(), false, choice.whenFalse());
    if (yes.isEmpty() || no.isEmpty()) {
      return yes.or(() -> no).orElseThrow(NoValue::new);
    }
    Ranged high = yes.get();
    Ranged low = no.get();
    Interval jump = high.range().minus(low.range()).real();
    var slopes = new Interval[walk.inputs()];
    for (int i = 0; i < slopes.length; i++) {
      Interval both = high.slopes().get(i).hull(low.slopes().get(i));
      slopes[i] = along(condition.slopes().get(i), jump, widths.get(i), both);
    }
    return new Ranged(high.range().hull(low.range()), Slopes.of(slopes));
  }

  /// A condition that is an input itself changes between any two points along it.
  private static Interval along(
      Interval direction, Interval jump, double width, Interval otherwise) {
    double least = width > 0 ? new Interval(1, 1).dividedBy(Interval.point(width)).lower() : 0;
    Interval perStep = new Interval(Math.max(least, 0), Double.POSITIVE_INFINITY);
    Interval rising = jump.times(perStep).real();
    Interval falling = rising.negated();
    if (direction.lower() > 0) {
      return rising;
    }
    if (direction.upper() < 0) {
      return falling;
    }
    Interval all = direction.upper() > 0 ? otherwise.hull(rising) : otherwise;
    return direction.lower() < 0 ? all.hull(falling) : all;
  }
}
