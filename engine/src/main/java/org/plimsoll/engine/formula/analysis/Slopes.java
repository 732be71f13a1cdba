package org.plimsoll.engine.formula.analysis;

import java.util.Arrays;

/// For each input, an interval that holds every difference quotient of a value along that input.
///
/// A difference quotient is taken between two points of the box that differ in this input alone and
/// at both of which the value exists; nothing is asked of the points between them. The rules are
/// identities of differences, and the mean value theorem where a function is smooth: so jumps and
/// poles need no exception, and a sign that holds for the interval holds for every such pair.
final class Slopes {
  private final double[] lower;
  private final double[] upper;

  private Slopes(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /// The slopes of a constant.
  static Slopes none(int inputs) {
    return new Slopes(new double[inputs], new double[inputs]);
  }

  /// The slopes of the input at `index` itself.
  static Slopes ofInput(int index, int inputs) {
    Slopes slopes = none(inputs);
    slopes.lower[index] = 1;
    slopes.upper[index] = 1;
    return slopes;
  }

  static Slopes of(Interval... slopes) {
    Slopes all = none(slopes.length);
    for (int i = 0; i < slopes.length; i++) {
      all.lower[i] = slopes[i].lower();
      all.upper[i] = slopes[i].upper();
    }
    return all;
  }

  int size() {
    return lower.length;
  }

  Interval get(int input) {
    return new Interval(lower[input], upper[input]);
  }

  boolean isNone() {
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] != 0 || upper[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// What to do with the slope along one input, and perhaps another's.
  interface Rule {
    Interval apply(Interval own, Interval other);
  }

  Slopes with(Slopes other, Rule rule) {
    var low = new double[lower.length];
    var high = new double[lower.length];
    for (int i = 0; i < low.length; i++) {
      Interval slope = rule.apply(get(i), other.get(i)).real();
      low[i] = slope.lower();
      high[i] = slope.upper();
    }
    return new Slopes(low, high);
  }

  Slopes plus(Slopes other) {
    return other.isNone() ? this : isNone() ? other : with(other, Interval::plus);
  }

  Slopes minus(Slopes other) {
    return other.isNone() ? this : with(other, Interval::minus);
  }

  Slopes hull(Slopes other) {
    return with(other, Interval::hull);
  }

  Slopes negated() {
    return isNone() ? this : with(this, (own, _) -> own.negated());
  }

  Slopes times(Interval factor) {
    return isNone() ? this : with(this, (own, _) -> own.times(factor));
  }

  /// The slopes over the numbers of `divisor` that are not zero.
  Slopes dividedBy(Interval divisor) {
    return isNone() ? this : with(this, (own, _) -> own.dividedBy(divisor));
  }

  /// Any slope along each input that this has a slope along.
  Slopes anywhere() {
    return isNone() ? this : with(this, (own, _) -> own.isZero() ? own : Interval.ALL);
  }

  /// The slopes of a truth that becomes true as this rises through a threshold.
  Slopes switching() {
    return isNone() ? this : with(this, (own, _) -> direction(own));
  }

  private static Interval direction(Interval slope) {
    return new Interval(
        slope.lower() < 0 ? Double.NEGATIVE_INFINITY : 0,
        slope.upper() > 0 ? Double.POSITIVE_INFINITY : 0);
  }

  @Override
  public String toString() {
    return Arrays.toString(lower) + Arrays.toString(upper);
  }
}
