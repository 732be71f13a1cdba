package org.plimsoll.engine.formula;

import org.plimsoll.engine.formula.Scaling.Length;
import org.plimsoll.engine.formula.Scaling.None;
import org.plimsoll.engine.formula.Scaling.Over;
import org.plimsoll.engine.formula.Scaling.Ratio;

/// The unit of a result from the units of its operands; refuses combinations without a meaning.
final class UnitAlgebra {
  private UnitAlgebra() {}

  /// The unit of values that are added, compared or chosen between.
  static Unit join(Unit left, Unit right, Span span) {
    if (!left.hasDimensionOf(right)) {
      throw new Rejection(
          ErrorCode.UNITS_DIFFER,
          span,
          "Values in "
              + left.withoutScaling()
              + " and in "
              + right.withoutScaling()
              + " cannot be combined here");
    }
    return left.withScaling(join(left.scaling(), right.scaling(), span));
  }

  private static Scaling join(Scaling left, Scaling right, Span span) {
    if (left.equals(right)) {
      return left;
    }
    if (left instanceof Over a && right instanceof Over b) {
      throw horizonsDiffer(a, b, span);
    }
    if (left instanceof Over) {
      return left;
    }
    return right instanceof Over ? right : Scaling.NONE;
  }

  private static Rejection horizonsDiffer(Over left, Over right, Span span) {
    String problem =
        left.horizon().equals(right.horizon())
            ? "A deviation and a power of one over " + left.horizon() + " cannot be combined"
            : "Deviations over "
                + left.horizon()
                + " and over "
                + right.horizon()
                + " cannot be combined: move one with sqrt(days(..) / days(..)), or say as_rate(..)";
    return new Rejection(ErrorCode.HORIZONS_DIFFER, span, problem);
  }

  static Unit quotient(Unit left, Unit right, Span span) {
    return product(left, inverse(right), span);
  }

  private static Unit inverse(Unit unit) {
    Scaling scaling =
        switch (unit.scaling()) {
          case None none -> none;
          case Length(Horizon horizon, int halves) -> new Length(horizon, -halves);
          case Ratio(Horizon to, Horizon from, int halves) -> new Ratio(from, to, halves);
          case Over(Horizon horizon, int power) -> new Over(horizon, -power);
        };
    return Unit.number(-unit.moneyHalves(), -unit.timeHalves(), scaling);
  }

  static Unit product(Unit left, Unit right, Span span) {
    int money = left.moneyHalves() + right.moneyHalves();
    int time = left.timeHalves() + right.timeHalves();
    return Unit.number(bounded(money, span), bounded(time, span), scaling(left, right, span));
  }

  private static Scaling scaling(Unit left, Unit right, Span span) {
    return switch (left.scaling()) {
      case None _ ->
          switch (right.scaling()) {
            case None none -> none;
            case Over over -> overTimesPlain(over, left, span);
            case Length length -> lengthTimesPlain(length, left);
            case Ratio ratio -> ratioTimesPlain(ratio, left);
          };
      case Over over ->
          switch (right.scaling()) {
            case None _ -> overTimesPlain(over, right, span);
            case Over other -> overTimesOver(over, other, span);
            case Length length -> overTimesLength(over, length, span);
            case Ratio ratio -> rescaled(over, ratio, span);
          };
      case Length length ->
          switch (right.scaling()) {
            case None _ -> lengthTimesPlain(length, right);
            case Over over -> overTimesLength(over, length, span);
            case Length other -> lengthTimesLength(length, other);
            case Ratio _ -> Scaling.NONE;
          };
      case Ratio ratio ->
          switch (right.scaling()) {
            case None _ -> ratioTimesPlain(ratio, right);
            case Over over -> rescaled(over, ratio, span);
            case Length _ -> Scaling.NONE;
            case Ratio other -> ratioTimesRatio(ratio, other);
          };
    };
  }

  private static Scaling overTimesPlain(Over over, Unit plain, Span span) {
    if (plain.timeHalves() != 0) {
      throw timesTime(over, span);
    }
    return over;
  }

  private static Scaling overTimesOver(Over left, Over right, Span span) {
    if (!left.horizon().equals(right.horizon())) {
      throw horizonsDiffer(left, right, span);
    }
    int power = left.power() + right.power();
    return power == 0 ? Scaling.NONE : new Over(left.horizon(), bounded(power, span));
  }

  /// A deviation divided by the root of its own horizon is a volatility.
  private static Scaling overTimesLength(Over over, Length length, Span span) {
    if (over.horizon().equals(length.horizon()) && over.power() == -length.halves()) {
      return Scaling.NONE;
    }
    throw timesTime(over, span);
  }

  private static Rejection timesTime(Over over, Span span) {
    return new Rejection(
        ErrorCode.DEVIATION_TIMES_TIME,
        span,
        "A deviation over "
            + over.horizon()
            + " is already over a time: move it to another with sqrt(days(..) / days(..)) in one"
            + " pair of brackets");
  }

  private static Scaling rescaled(Over over, Ratio ratio, Span span) {
    boolean inverse = over.power() < 0;
    Horizon from = inverse ? ratio.to() : ratio.from();
    Horizon to = inverse ? ratio.from() : ratio.to();
    if (ratio.halves() != Math.abs(over.power())) {
      throw new Rejection(
          ErrorCode.RESCALING_MISMATCH,
          span,
          "A standard deviation grows with the square root of time and a variance with time: this"
              + " uses another power of the ratio of "
              + ratio.to()
              + " to "
              + ratio.from()
              + "; a mere weight is as_rate(..)");
    }
    if (!from.equals(over.horizon())) {
      throw new Rejection(
          ErrorCode.RESCALING_MISMATCH,
          span,
          "This moves a deviation from " + from + ", but it is over " + over.horizon());
    }
    return new Over(to, over.power());
  }

  /// A volatility times the root of a time is a deviation over it; a root times a number stays one.
  private static Scaling lengthTimesPlain(Length length, Unit plain) {
    if (length.halves() == 1 && plain.timeHalves() == -1) {
      return new Over(length.horizon(), 1);
    }
    return plain.timeHalves() == 0 ? length : Scaling.NONE;
  }

  private static Scaling lengthTimesLength(Length left, Length right) {
    boolean same = left.horizon().equals(right.horizon());
    int halves = left.halves() + right.halves();
    if (same) {
      return halves == 0 ? Scaling.NONE : new Length(left.horizon(), halves);
    }
    if (halves != 0) {
      return Scaling.NONE;
    }
    return left.halves() > 0
        ? new Ratio(left.horizon(), right.horizon(), left.halves())
        : new Ratio(right.horizon(), left.horizon(), right.halves());
  }

  private static Scaling ratioTimesPlain(Ratio ratio, Unit plain) {
    return plain.timeHalves() == 0 ? ratio : Scaling.NONE;
  }

  /// Two ratios that share a stretch make one; others are a plain number.
  private static Scaling ratioTimesRatio(Ratio left, Ratio right) {
    if (left.halves() != right.halves()) {
      return Scaling.NONE;
    }
    if (left.from().equals(right.to())) {
      return ratio(left.to(), right.from(), left.halves());
    }
    return left.to().equals(right.from())
        ? ratio(right.to(), left.from(), left.halves())
        : Scaling.NONE;
  }

  private static Scaling ratio(Horizon to, Horizon from, int halves) {
    return to.equals(from) ? Scaling.NONE : new Ratio(to, from, halves);
  }

  /// The unit of a value raised to a written number.
  static Unit power(Unit base, double exponent, Span span) {
    return Unit.number(
        halves(base.moneyHalves(), exponent, span),
        halves(base.timeHalves(), exponent, span),
        scaling(base.scaling(), exponent));
  }

  private static int halves(int halves, double exponent, Span span) {
    double raised = halves * exponent;
    if (raised != Math.rint(raised)) {
      throw new Rejection(
          ErrorCode.UNIT_NOT_REPRESENTABLE,
          span,
          "A power of " + exponent + " leaves a unit that is no multiple of a square root");
    }
    if (Math.abs(raised) > Unit.MAX_HALVES) {
      throw new Rejection(
          ErrorCode.UNIT_NOT_REPRESENTABLE,
          span,
          "A unit has a power above " + Unit.MAX_HALVES / 2);
    }
    return (int) raised;
  }

  private static int bounded(int halves, Span span) {
    return halves(halves, 1, span);
  }

  /// The horizon survives whole powers and even roots; otherwise the value is a plain number.
  private static Scaling scaling(Scaling base, double exponent) {
    return switch (base) {
      case None none -> none;
      case Length(Horizon horizon, int halves) ->
          isPower(halves * exponent)
              ? new Length(horizon, (int) (halves * exponent))
              : Scaling.NONE;
      case Over(Horizon horizon, int power) ->
          isPower(power * exponent) ? new Over(horizon, (int) (power * exponent)) : Scaling.NONE;
      case Ratio(Horizon to, Horizon from, int halves) -> {
        double raised = halves * exponent;
        if (!isPower(raised)) {
          yield Scaling.NONE;
        }
        yield raised > 0 ? new Ratio(to, from, (int) raised) : new Ratio(from, to, (int) -raised);
      }
    };
  }

  private static boolean isPower(double power) {
    return power == Math.rint(power) && power != 0 && Math.abs(power) <= Unit.MAX_HALVES;
  }
}
