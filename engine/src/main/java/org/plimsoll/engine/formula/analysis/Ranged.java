package org.plimsoll.engine.formula.analysis;

/// What an expression can be over a box.
///
/// @param range its values, where it has one; truths are 1 or 0
/// @param slopes its difference quotients along each input
record Ranged(Interval range, Slopes slopes) {
  static Ranged constant(double value, int inputs) {
    return new Ranged(Interval.point(value), Slopes.none(inputs));
  }

  double lower() {
    return range.lower();
  }

  double upper() {
    return range.upper();
  }

  Ranged negated() {
    return new Ranged(range.negated(), slopes.negated());
  }

  Ranged plus(Ranged other) {
    return new Ranged(range.plus(other.range), slopes.plus(other.slopes));
  }

  Ranged minus(Ranged other) {
    return new Ranged(range.minus(other.range), slopes.minus(other.slopes));
  }

  /// By `Δ(uv) = u₁Δv + v₂Δu`.
  Ranged times(Ranged other) {
    return new Ranged(
        range.times(other.range), other.slopes.times(range).plus(slopes.times(other.range)));
  }

  /// By `Δ(u/v) = (Δu − r₁Δv) / v₂` with `r = u/v`; not for a divisor that is zero everywhere.
  Ranged dividedBy(Ranged other) {
    Interval quotient = range.dividedBy(other.range);
    Slopes rise = slopes.minus(other.slopes.times(quotient.real()));
    return new Ranged(quotient, rise.dividedBy(other.range));
  }

  /// What two enclosures of the same value have in common.
  Ranged common(Ranged other) {
    return new Ranged(range.common(other.range), slopes.with(other.slopes, Interval::common));
  }

  Ranged squared() {
    Interval twice = Interval.point(2).times(range);
    return new Ranged(range.square(), slopes.times(twice));
  }
}
