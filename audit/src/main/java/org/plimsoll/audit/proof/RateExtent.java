package org.plimsoll.audit.proof;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Extent;
import org.plimsoll.engine.formula.analysis.Extent.Slope;
import org.plimsoll.engine.formula.analysis.Range;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.RateCalculator;

/// What a rate can be over one box: the extents of its formulas, put together as floor and cap do.
///
/// @param reasons why there may be no rate
record RateExtent(
    double lower, double upper, SortedMap<String, Slope> slopes, Set<Reason> reasons) {
  private static final Slope FLAT = new Slope(0, 0);

  static RateExtent of(RateFunction rate, Box box) {
    SortedMap<String, Range> ranges = new TreeMap<>(box.ranges());
    rate.constants().forEach((name, value) -> ranges.put(name, Range.of(value)));
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    Extent value = extent(rate.initial(), ranges, reasons);
    Formula floor = rate.floor();
    Formula cap = rate.cap();
    Extent least = floor == null ? null : extent(floor, ranges, reasons);
    Extent most = cap == null ? null : extent(cap, ranges, reasons);
    boolean never = value.isNever();
    never |= least != null && least.isNever();
    never |= most != null && most.isNever();
    if (!never && least != null && most != null && least.upper() > most.lower()) {
      reasons.add(Reason.CLAMP_BOUNDS_CROSSED);
      never = least.lower() > most.upper();
    }
    if (never) {
      return absent(reasons);
    }
    Extent all = least == null ? value : larger(value, least, 1);
    all = most == null ? all : larger(all, most, -1);
    return rate.isLawful() ? lawful(all, reasons) : of(all.lower(), all.upper(), all, reasons);
  }

  private static RateExtent absent(Set<Reason> reasons) {
    return new RateExtent(
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, new TreeMap<>(), reasons);
  }

  private static RateExtent of(double lower, double upper, Extent all, Set<Reason> reasons) {
    return new RateExtent(lower, upper, all.slopes(), reasons);
  }

  private static Extent extent(
      Formula formula, SortedMap<String, Range> ranges, Set<Reason> reasons) {
    SortedMap<String, Range> read = new TreeMap<>(ranges);
    read.keySet().retainAll(formula.inputs().keySet());
    Extent extent = Extent.of(formula, new Box(read));
    reasons.addAll(extent.reasons());
    return extent;
  }

  /// The larger of two, or with a sign of −1 the smaller: a difference lies between those of the
  /// operands that can win.
  private static Extent larger(Extent one, Extent other, int sign) {
    double lower = best(one.lower(), other.lower(), sign);
    double upper = best(one.upper(), other.upper(), sign);
    List<Extent> candidates = new ArrayList<>();
    for (Extent each : List.of(one, other)) {
      if (sign > 0 ? each.upper() >= lower : each.lower() <= upper) {
        candidates.add(each);
      }
    }
    SortedMap<String, Slope> slopes = new TreeMap<>();
    for (Extent each : candidates) {
      each.slopes().keySet().forEach(name -> slopes.put(name, hull(candidates, name)));
    }
    return new Extent(lower, upper, slopes, List.of());
  }

  private static double best(double one, double other, int sign) {
    return sign > 0 ? Math.max(one, other) : Math.min(one, other);
  }

  private static Slope hull(List<Extent> all, String name) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (Extent each : all) {
      Slope slope = each.slopes().getOrDefault(name, FLAT);
      lower = Math.min(lower, slope.lower());
      upper = Math.max(upper, slope.upper());
    }
    return new Slope(lower, upper);
  }

  private static RateExtent lawful(Extent all, Set<Reason> reasons) {
    if (all.lower() > 0 && all.upper() <= RateCalculator.LARGEST_RATE) {
      return of(all.lower(), all.upper(), all, reasons);
    }
    reasons.add(Reason.RATE_OUT_OF_RANGE);
    double lower = Math.max(all.lower(), 0);
    double upper = Math.min(all.upper(), RateCalculator.LARGEST_RATE);
    return lower > upper || all.upper() <= 0 ? absent(reasons) : of(lower, upper, all, reasons);
  }

  boolean isNever() {
    return lower > upper;
  }

  /// Whether there is a rate everywhere in exact arithmetic, in which nothing overflows.
  boolean isAlwaysThere() {
    return !isNever() && (reasons.isEmpty() || reasons.equals(Set.of(Reason.NUMBER_OVERFLOW)));
  }

  Slope slope(String name) {
    return slopes.getOrDefault(name, FLAT);
  }
}
