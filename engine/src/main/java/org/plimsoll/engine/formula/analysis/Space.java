package org.plimsoll.engine.formula.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;

/// The inputs that a formula reads and a box names, in the order of their names, and points of the
/// box that are easy to read.
///
/// @param names sorted
/// @param sides the range of each
/// @param truths whether each is true or false rather than a number
record Space(List<String> names, List<Interval> sides, List<Boolean> truths) {
  private static final MathContext EASY = new MathContext(3);
  private static final int MOST_DIGITS = 17;
  private static final int GRID = 16;
  private static final double WIDE = 100;

  static Space of(Formula formula, Box box) {
    SortedSet<String> read = new TreeSet<>();
    formula.assignments().stream().map(Assignment::value).forEach(value -> collect(value, read));
    collect(formula.result(), read);
    List<String> names = new ArrayList<>();
    List<Interval> sides = new ArrayList<>();
    List<Boolean> truths = new ArrayList<>();
    box.ranges()
        .forEach(
            (name, range) -> {
              var unit = formula.inputs().get(name);
              if (unit != null && read.contains(name)) {
                names.add(name);
                sides.add(new Interval(range.lower(), range.upper()));
                truths.add(unit.isBoolean());
              }
            });
    return new Space(List.copyOf(names), List.copyOf(sides), List.copyOf(truths));
  }

  private static void collect(Expression expression, SortedSet<String> names) {
    if (expression instanceof Expression.Input input) {
      names.add(input.name());
    }
    expression.children().forEach(child -> collect(child, names));
  }

  /// The nodes of all expressions of a formula.
  static long nodes(Formula formula) {
    return formula.assignments().stream().map(Assignment::value).mapToLong(Space::nodes).sum()
        + nodes(formula.result());
  }

  private static long nodes(Expression expression) {
    return 1 + expression.children().stream().mapToLong(Space::nodes).sum();
  }

  int size() {
    return names.size();
  }

  boolean varies(int input) {
    return !sides.get(input).isPoint();
  }

  Inputs inputs(double... point) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < point.length; i++) {
      values.put(names.get(i), point[i]);
    }
    return Inputs.of(values);
  }

  /// The middle of a part of the box; false for a truth that may be either.
  double[] centre(List<Interval> part) {
    var point = new double[size()];
    for (int i = 0; i < point.length; i++) {
      Interval side = part.get(i);
      point[i] = truths.get(i) ? side.lower() : easy(middle(side), side);
    }
    return point;
  }

  /// Up to `limit` corners of a part of the box: all low, all high, then the others.
  List<double[]> corners(List<Interval> part, int limit) {
    List<Integer> varying = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      if (!part.get(i).isPoint()) {
        varying.add(i);
      }
    }
    List<double[]> corners = new ArrayList<>();
    int bits = Math.min(varying.size(), Integer.SIZE - 2);
    int last = (1 << bits) - 1;
    for (int code = 0; code <= last && corners.size() < limit; code++) {
      // outer corners first: 0, all, 1, all but 1, ...
      int flipped = code % 2 == 0 ? code / 2 : last - code / 2;
      var point = new double[part.size()];
      for (int i = 0; i < point.length; i++) {
        point[i] = part.get(i).lower();
      }
      for (int bit = 0; bit < varying.size(); bit++) {
        int input = varying.get(bit);
        boolean high = bit < bits ? (flipped >> bit & 1) == 1 : flipped == last;
        point[input] = high ? part.get(input).upper() : part.get(input).lower();
      }
      corners.add(point);
    }
    return corners;
  }

  /// Ascending values of one input across its range, both ends and zero among them.
  List<Double> grid(int input) {
    Interval side = sides.get(input);
    SortedSet<Double> values = new TreeSet<>(List.of(side.lower(), side.upper()));
    if (!truths.get(input)) {
      boolean wide = side.lower() > 0 && side.upper() / side.lower() > WIDE;
      for (int step = 1; step < GRID; step++) {
        double share = step / (double) GRID;
        double value =
            wide ? between(side, share) : side.lower() * (1 - share) + side.upper() * share;
        values.add(easy(value, side));
      }
      if (side.contains(0)) {
        values.add(0.0);
      }
    }
    return List.copyOf(values);
  }

  private static double between(Interval positive, double share) {
    double low = StrictMath.log(positive.lower());
    double high = StrictMath.log(positive.upper());
    return StrictMath.exp(low * (1 - share) + high * share);
  }

  /// The middle of a range: of its logarithm where the range spans orders of magnitude.
  static double middle(Interval side) {
    if (side.lower() > 0 && side.upper() / side.lower() > WIDE) {
      return Math.sqrt(side.lower()) * Math.sqrt(side.upper());
    }
    return side.lower() / 2 + side.upper() / 2;
  }

  /// A value of few digits near `value`, if the range has it.
  static double easy(double value, Interval side) {
    double inside = Math.clamp(value, side.lower(), side.upper());
    double rounded = new BigDecimal(inside).round(EASY).doubleValue();
    return side.contains(rounded) ? rounded : inside;
  }

  /// The value with the fewest digits between two.
  static double simplest(double lower, double upper) {
    if (lower <= 0 && upper >= 0) {
      return 0;
    }
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      double rounded = new BigDecimal(upper).round(new MathContext(digits)).doubleValue();
      if (lower <= rounded && rounded <= upper) {
        return rounded;
      }
    }
    return upper;
  }
}
