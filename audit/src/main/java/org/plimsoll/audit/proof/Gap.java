package org.plimsoll.audit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Extent.Slope;
import org.plimsoll.engine.formula.analysis.Range;

/// The difference of two rates, one less the other, and what is known of it over boxes.
final class Gap {
  private final RateFunction minuend;
  private final RateFunction subtrahend;
  private final Absence absence;

  Gap(RateFunction minuend, RateFunction subtrahend, Absence absence) {
    this.minuend = minuend;
    this.subtrahend = subtrahend;
    this.absence = absence;
  }

  /// What is known of the difference over one box.
  ///
  /// @param direct a lower bound that holds for rounded values too; +∞ where nothing is asked
  /// @param lower a lower bound in exact arithmetic, at least `direct`
  /// @param slopes of the difference, by side
  /// @param lowest the point at which the difference should be lowest
  /// @param isOpenToAbsence whether a rate may be absent, and that would count
  record Bound(
      double direct,
      double lower,
      List<Slope> slopes,
      SortedMap<String, Double> lowest,
      boolean isOpenToAbsence) {}

  Bound over(List<Side> sides) {
    Box box = box(sides);
    RateExtent one = RateExtent.of(minuend, box);
    RateExtent other = RateExtent.of(subtrahend, box);
    boolean there = one.isAlwaysThere() && other.isAlwaysThere();
    boolean open = !there && absence == Absence.VIOLATES;
    List<Slope> slopes = new ArrayList<>();
    sides.forEach(side -> slopes.add(less(one.slope(side.name()), other.slope(side.name()))));
    SortedMap<String, Double> lowest = lowest(sides, slopes);
    if (one.isNever() || other.isNever()) {
      double bound = open ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return new Bound(bound, bound, slopes, lowest, open);
    }
    double direct = down(one.lower(), other.upper());
    boolean rounds = one.reasons().isEmpty() && other.reasons().isEmpty();
    double lower = there ? Math.max(direct, bySlopes(sides, slopes)) : direct;
    boolean covers = rounds || absence == Absence.EXCLUDED;
    return new Bound(covers ? direct : Double.NEGATIVE_INFINITY, lower, slopes, lowest, open);
  }

  /// A difference that is monotone along a side is lowest at an end of it; along the others it
  /// falls from its value in the middle by at most the slope times the distance.
  private double bySlopes(List<Side> sides, List<Slope> slopes) {
    List<Side> facet = new ArrayList<>();
    double fall = 0;
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get(i);
      Slope slope = slopes.get(i);
      if (slope.lower() >= 0) {
        facet.add(side.at(side.lower()));
      } else if (slope.upper() <= 0) {
        facet.add(side.at(side.upper()));
      } else {
        double middle = side.middle();
        facet.add(side.at(middle));
        double up = Math.nextUp(Math.nextUp(side.upper() - middle) * -slope.lower());
        double down = Math.nextUp(Math.nextUp(middle - side.lower()) * slope.upper());
        fall = Math.nextUp(fall + Math.max(up, down));
      }
    }
    double base = lowerAt(facet);
    return Double.isNaN(fall) ? Double.NEGATIVE_INFINITY : down(base, fall);
  }

  private double lowerAt(List<Side> sides) {
    Box box = box(sides);
    RateExtent one = RateExtent.of(minuend, box);
    RateExtent other = RateExtent.of(subtrahend, box);
    return one.isNever() || other.isNever()
        ? Double.NEGATIVE_INFINITY
        : down(one.lower(), other.upper());
  }

  /// A point with what the evaluator gives there.
  Counterexample at(SortedMap<String, Double> point) {
    Outcome one = minuend.at(point);
    Outcome other = subtrahend.at(point);
    return new Counterexample(point, one, other);
  }

  /// Whether at a point the difference is below `limit`, or absent where that counts, beyond what
  /// rounding could have done.
  boolean isCertainlyBelow(double limit, Counterexample at) {
    SortedMap<String, Range> ranges = new TreeMap<>();
    at.point().forEach((name, value) -> ranges.put(name, Range.of(value)));
    Box box = new Box(ranges);
    RateExtent one = RateExtent.of(minuend, box);
    RateExtent other = RateExtent.of(subtrahend, box);
    boolean absent =
        at.venue() instanceof Outcome.Unavailable || at.statute() instanceof Outcome.Unavailable;
    if (absent) {
      return absence == Absence.VIOLATES && (isCertainlyAbsent(one) || isCertainlyAbsent(other));
    }
    return !one.isNever()
        && !other.isNever()
        && -down(other.lower(), one.upper()) < limit
        && at.shortfall() > -limit;
  }

  private static boolean isCertainlyAbsent(RateExtent extent) {
    return extent.isNever()
        && !extent.reasons().contains(org.plimsoll.engine.quantity.Reason.NUMBER_OVERFLOW);
  }

  static Box box(List<Side> sides) {
    SortedMap<String, Range> ranges = new TreeMap<>();
    sides.forEach(side -> ranges.put(side.name(), new Range(side.lower(), side.upper())));
    return new Box(ranges);
  }

  private static SortedMap<String, Double> lowest(List<Side> sides, List<Slope> slopes) {
    SortedMap<String, Double> point = new TreeMap<>();
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get(i);
      Slope slope = slopes.get(i);
      boolean rising = slope.lower() >= 0 || -slope.lower() <= slope.upper();
      boolean decided = slope.lower() >= 0 || slope.upper() <= 0 || side.isTruth();
      double end = rising ? side.lower() : side.upper();
      point.put(side.name(), decided ? end : side.middle());
    }
    return point;
  }

  private static Slope less(Slope one, Slope other) {
    return new Slope(down(one.lower(), other.upper()), -down(other.lower(), one.upper()));
  }

  /// A difference rounded down; infinite ends stay.
  private static double down(double one, double other) {
    double difference = one - other;
    if (Double.isNaN(difference)) {
      return Double.NEGATIVE_INFINITY;
    }
    return one == other ? 0 : Double.isInfinite(difference) ? difference : tight(one, other);
  }

  private static double tight(double one, double other) {
    double difference = one - other;
    double second = difference - one;
    boolean exact = (one - (difference - second)) + (-other - second) == 0;
    return exact ? difference : Math.nextDown(difference);
  }
}
