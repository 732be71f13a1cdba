package org.plimsoll.engine.formula.compile;

import org.plimsoll.engine.formula.Exponential;

/// The steps of a program. A truth is a mask in vector code and 1 or 0 where it leaves a stage.
///
/// No step tells −0.0 from 0.0, and the value of a step with an operand that is not finite matters
/// only in {@link #RESULT}.
enum Op {
  /// A value from outside.
  INPUT(0, false),
  /// A number known when the program is made.
  CONSTANT(0, false),
  /// Sum.
  ADD(2, false),
  /// Difference.
  SUBTRACT(2, false),
  /// Product.
  MULTIPLY(2, false),
  /// Quotient; not finite where the divisor is zero.
  DIVIDE(2, false),
  /// Change of sign.
  NEGATE(1, false),
  /// Magnitude.
  ABSOLUTE(1, false),
  /// Square root; not a number below zero.
  ROOT(1, false),
  /// The smaller of two.
  MINIMUM(2, false),
  /// The larger of two.
  MAXIMUM(2, false),
  /// The exponential of {@link Exponential}.
  EXPONENTIAL(1, false),
  /// The logarithm of {@link Exponential}; not finite at zero and below.
  LOGARITHM(1, false),
  /// {@link StrictMath#pow}.
  POWER(2, false),
  /// A truth known when the program is made; no step takes it as an operand.
  TRUE(0, true),
  /// A truth known when the program is made; no step takes it as an operand.
  FALSE(0, true),
  /// Whether the first is smaller.
  LESS(2, true),
  /// Whether the first is not larger.
  LESS_OR_EQUAL(2, true),
  /// Whether both are the same number.
  EQUAL(2, true),
  /// Whether they are different numbers.
  NOT_EQUAL(2, true),
  /// Whether both truths hold.
  AND(2, true),
  /// Whether at least one truth holds.
  OR(2, true),
  /// The opposite truth.
  NOT(1, true),
  /// The second where the first, a truth, holds, and else the third.
  SELECT(3, false),
  /// The first with its zero made positive, or not a number where the second is not finite.
  RESULT(2, false);

  private final int operands;
  private final boolean truth;

  Op(int operands, boolean truth) {
    this.operands = operands;
    this.truth = truth;
  }

  /// How many operands the step has.
  int operands() {
    return operands;
  }

  /// Whether the step gives a truth.
  boolean isTruth() {
    return truth;
  }

  /// The value of the step for given operands; those beyond {@link #operands()} do not matter.
  @SuppressWarnings("IdentityBinaryExpression") // the difference of an infinity is not a number
  double apply(double first, double second, double third) {
    return switch (this) {
      case INPUT, CONSTANT -> throw new IllegalStateException(this + " is not calculated");
      case ADD -> first + second;
      case SUBTRACT -> first - second;
      case MULTIPLY -> first * second;
      case DIVIDE -> first / second;
      case NEGATE -> -first;
      case ABSOLUTE -> Math.abs(first);
      case ROOT -> Math.sqrt(first);
      case MINIMUM -> Math.min(first, second);
      case MAXIMUM -> Math.max(first, second);
      case EXPONENTIAL -> Exponential.exp(first);
      case LOGARITHM -> Exponential.log(first);
      case POWER -> StrictMath.pow(first, second);
      case TRUE -> 1;
      case FALSE -> 0;
      case LESS -> number(first < second);
      case LESS_OR_EQUAL -> number(first <= second);
      case EQUAL -> number(first == second);
      case NOT_EQUAL -> number(first != second);
      case AND -> number(first != 0 && second != 0);
      case OR -> number(first != 0 || second != 0);
      case NOT -> number(first == 0);
      case SELECT -> first != 0 ? second : third;
      case RESULT -> first + (second - second);
    };
  }

  private static double number(boolean truth) {
    return truth ? 1 : 0;
  }
}
