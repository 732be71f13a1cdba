package org.plimsoll.engine.formula.analysis;

import java.util.List;
import java.util.Optional;

/// A part of a box and what the formula can be there.
///
/// @param depth how often the box was halved to get it
record Cell(List<Interval> sides, Enclosure enclosure, int depth) {
  Cell {
    sides = List.copyOf(sides);
  }

  Optional<Ranged> result() {
    return enclosure.result();
  }

  double upper() {
    return result().map(Ranged::upper).orElse(Double.NEGATIVE_INFINITY);
  }

  double lower() {
    return result().map(Ranged::lower).orElse(Double.POSITIVE_INFINITY);
  }

  /// Along an input, the difference quotients inside; zero where there is no value.
  Interval slope(int input) {
    return result().map(value -> value.slopes().get(input)).orElse(Interval.ZERO);
  }

  /// Whether the other cell lies next to this one along an input.
  boolean isFollowedBy(Cell other, int input) {
    if (sides.get(input).upper() != other.sides.get(input).lower()) {
      return false;
    }
    for (int i = 0; i < sides.size(); i++) {
      boolean apart =
          sides.get(i).upper() < other.sides.get(i).lower()
              || other.sides.get(i).upper() < sides.get(i).lower();
      if (apart) {
        return false;
      }
    }
    return true;
  }
}
