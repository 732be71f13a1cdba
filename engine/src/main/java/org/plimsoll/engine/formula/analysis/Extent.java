package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;

/// What a formula can be over one box, from a single walk that does not halve the box: the building
/// block of searches that do their own halving.
///
/// The bounds hold for exact arithmetic and for the reference evaluator's rounded values alike; the
/// slopes are statements about exact arithmetic.
///
/// @param lower −∞ where no bound was found; above `upper` when there is no value anywhere
/// @param upper +∞ where no bound was found
/// @param slopes by input that the box names and the formula reads
/// @param reasons why there may be no value somewhere; empty proves that there always is one
public record Extent(
    double lower, double upper, SortedMap<String, Slope> slopes, List<Reason> reasons) {
  /// Bounds of every difference quotient along one input, taken between two points of the box that
  /// differ in this input alone and at which the formula has a value.
  public record Slope(double lower, double upper) {}

  /// Copies the collections.
  public Extent {
    slopes = Collections.unmodifiableSortedMap(new TreeMap<>(slopes));
    reasons = List.copyOf(reasons);
  }

  /// The extent of `formula` over `box`. An input that is read and not in the box is missing.
  public static Extent of(Formula formula, Box box) {
    Space space = Space.of(formula, box);
    Enclosure enclosure = Enclosure.of(formula, space.names(), space.sides());
    List<Reason> reasons = new ArrayList<>(enclosure.reasons());
    SortedMap<String, Slope> slopes = new TreeMap<>();
    if (enclosure.result().isEmpty()) {
      return new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, slopes, reasons);
    }
    Ranged result = enclosure.result().get();
    for (int i = 0; i < space.size(); i++) {
      Interval slope = result.slopes().get(i);
      slopes.put(space.names().get(i), new Slope(slope.lower(), slope.upper()));
    }
    return new Extent(result.lower(), result.upper(), slopes, reasons);
  }

  /// Whether the formula has no value anywhere in the box.
  public boolean isNever() {
    return lower > upper;
  }
}
