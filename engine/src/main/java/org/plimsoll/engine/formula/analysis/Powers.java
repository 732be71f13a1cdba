package org.plimsoll.engine.formula.analysis;

import org.plimsoll.engine.quantity.Reason;

/// Powers over a box. `StrictMath.pow` is within 1 unit in the last place of the true value.
final class Powers {
  private static final int PLACES = 4;

  /// From here on all doubles are even.
  private static final double LARGEST_ODD = 0x1.0p53;

  private final BoxWalk walk;

  Powers(BoxWalk walk) {
    this.walk = walk;
  }

  Ranged power(Ranged base, Ranged exponent) {
    Interval to = exponent.range();
    return to.isPoint() && to.lower() == Math.rint(to.lower())
        ? whole(base, to.lower(), exponent.slopes())
        : broken(base, exponent);
  }

  private Ranged whole(Ranged base, double exponent, Slopes byExponent) {
    Interval from = base.range();
    if (exponent < 0) {
      requireNotZero(from);
    }
    Interval range = exponent == 1 ? from : wholePower(from, exponent);
    Slopes along = base.slopes();
    if (exponent != 1) {
      boolean isSmooth =
          Math.abs(exponent) < LARGEST_ODD
              && (exponent >= 0 || from.lower() >= 0 || from.upper() <= 0);
      along =
          isSmooth
              ? along.times(Interval.point(exponent).times(wholePower(from, exponent - 1).real()))
              : along.anywhere();
    }
    return walk.finite(new Ranged(range, along.plus(byExponent(from, range, byExponent))));
  }

  /// Along an input that fixes the exponent: the derivative, for positive bases.
  private static Slopes byExponent(Interval from, Interval range, Slopes slopes) {
    return from.lower() > 0 ? slopes.times(range.real().times(logarithm(from))) : slopes.anywhere();
  }

  private void requireNotZero(Interval base) {
    if (base.isZero()) {
      throw walk.stops(Reason.POWER_UNDEFINED);
    }
    if (base.contains(0)) {
      walk.mayStop(Reason.POWER_UNDEFINED);
    }
  }

  /// The powers of the numbers for which there is one.
  private static Interval wholePower(Interval base, double exponent) {
    if (exponent == 0) {
      return Interval.ONE;
    }
    boolean even = Math.IEEEremainder(exponent, 2) == 0;
    if (base.lower() >= 0) {
      return ofNotNegative(base, Interval.point(exponent));
    }
    if (base.upper() <= 0) {
      Interval power = ofNotNegative(base.negated(), Interval.point(exponent));
      return even ? power : power.negated();
    }
    Interval magnitude = ofNotNegative(base.magnitudes(), Interval.point(exponent));
    if (even) {
      return magnitude;
    }
    Interval below = new Interval(0, -base.lower());
    Interval negative = ofNotNegative(below, Interval.point(exponent)).negated();
    return negative.hull(ofNotNegative(base.notNegative(), Interval.point(exponent)));
  }

  /// Over numbers that are not negative a power is monotone in each operand: the corners tell.
  private static Interval ofNotNegative(Interval base, Interval exponent) {
    Interval all = corner(base.lower(), exponent.lower());
    all = all.hull(corner(base.lower(), exponent.upper()));
    all = all.hull(corner(base.upper(), exponent.lower()));
    return all.hull(corner(base.upper(), exponent.upper()));
  }

  /// The power, or its limit where there is none.
  private static Interval corner(double base, double exponent) {
    double power = StrictMath.pow(base, exponent);
    if (exponent == 0 || base == 1) {
      return Interval.ONE;
    }
    if (base == 0 || Double.isInfinite(base)) {
      return Interval.point(power);
    }
    Interval wide = Interval.point(power).widened(PLACES);
    return new Interval(Math.max(wide.lower(), 0), wide.upper());
  }

  /// A power whose exponent varies or is no whole number: real for bases that are not negative, and
  /// otherwise only where the exponent is whole.
  private Ranged broken(Ranged base, Ranged exponent) {
    Interval to = exponent.range();
    if (base.lower() < 0) {
      boolean wholeInside = Math.ceil(to.lower()) <= Math.floor(to.upper());
      walk.mayStop(Reason.POWER_UNDEFINED);
      if (wholeInside) {
        return anywhere(base, exponent);
      }
      if (base.upper() < 0) {
        throw new NoValue();
      }
    }
    Interval from = base.range().notNegative();
    if (from.contains(0) && to.lower() < 0) {
      walk.mayStop(Reason.POWER_UNDEFINED);
      if (from.isZero() && to.upper() < 0) {
        throw new NoValue();
      }
    }
    Interval range = ofNotNegative(from, to);
    return walk.finite(new Ranged(range, slopes(base, exponent, from)));
  }

  private Ranged anywhere(Ranged base, Ranged exponent) {
    Interval magnitudes = ofNotNegative(base.range().magnitudes(), exponent.range());
    Interval range = magnitudes.hull(magnitudes.negated());
    Slopes slopes = base.slopes().anywhere().plus(exponent.slopes().anywhere());
    return walk.finite(new Ranged(range.real(), slopes));
  }

  /// By the mean value theorem along the line between two points, inside which the base is positive
  /// or always zero. At zero to the power zero there is a jump.
  private static Slopes slopes(Ranged base, Ranged exponent, Interval from) {
    Interval to = exponent.range();
    boolean jumps = from.contains(0) && to.contains(0);
    if (jumps || (from.isZero() && to.lower() < 0)) {
      return base.slopes().anywhere().plus(exponent.slopes().anywhere());
    }
    Interval power = ofNotNegative(from, to).real();
    Interval lower = ofNotNegative(from, to.minus(Interval.ONE)).real();
    Slopes along = base.slopes().times(to.times(lower));
    return exponent.slopes().isNone()
        ? along
        : along.plus(exponent.slopes().times(power.times(logarithm(from))));
  }

  private static Interval logarithm(Interval positive) {
    double low =
        positive.lower() <= 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(positive.lower());
    double high =
        positive.upper() <= 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(positive.upper());
    return new Interval(low, high).widened(PLACES).real();
  }
}
