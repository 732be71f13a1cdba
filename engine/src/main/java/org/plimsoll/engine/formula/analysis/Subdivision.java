package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;

/// Halves a box again and again where that can sharpen what is known: by turns the cell with the
/// highest upper bound, the one with the lowest lower bound, and the largest one with something
/// undecided. The number of cells is fixed by the formula's size, so that the result is the same
/// everywhere.
final class Subdivision {
  private static final int MOST_CELLS = 512;
  private static final int LEAST_CELLS = 32;
  private static final long WORK = 3_000_000;
  private static final double NARROWEST = 0x1.0p-30;
  private static final double SHARP = 1e-6;
  private static final int TURNS = 3;

  /// How deep to look before giving up on the sign along a truth by cutting it.
  private static final int TRUTHS_FROM = 6;

  private final Formula formula;
  private final Space space;
  private final Probe probe;
  private final Trends trends;
  private final List<Cell> cells = new ArrayList<>();
  private final Cell root;

  private Subdivision(Formula formula, Space space, Probe probe, Trends trends) {
    this.formula = formula;
    this.space = space;
    this.probe = probe;
    this.trends = trends;
    this.root = cell(space.sides(), 0);
    cells.add(root);
  }

  /// The cells, which together are the box.
  static Subdivision of(Formula formula, Space space, Probe probe, Trends trends) {
    var subdivision = new Subdivision(formula, space, probe, trends);
    long size = Space.nodes(formula) * (space.size() + 1);
    long budget = Math.clamp(WORK / size, LEAST_CELLS, MOST_CELLS);
    int turn = 0;
    while (subdivision.cells.size() < budget) {
      OptionalInt next = OptionalInt.empty();
      for (int i = 0; i < TURNS && next.isEmpty(); i++) {
        next = subdivision.next(turn++ % TURNS);
      }
      if (next.isEmpty()) {
        break;
      }
      subdivision.split(next.getAsInt());
    }
    return subdivision;
  }

  /// The cell that is the whole box.
  Cell root() {
    return root;
  }

  List<Cell> cells() {
    return cells;
  }

  Set<Reason> reasons() {
    Set<Reason> all = EnumSet.noneOf(Reason.class);
    cells.forEach(cell -> all.addAll(cell.enclosure().reasons()));
    return all;
  }

  /// The slopes along an input over the whole box.
  ///
  /// Cells can be joined where a value exists at every place at which one meets the next; a move
  /// across is then the sum of moves inside. Else only what the undivided box gave counts.
  Interval slope(int input) {
    Interval whole = root.slope(input);
    Optional<Interval> joined =
        space.truths().get(input)
            ? hull(uncut(input), input)
            : isBroken(input) ? Optional.empty() : hull(cells, input);
    return joined.map(slope -> slope.common(whole)).orElse(whole);
  }

  private static Optional<Interval> hull(List<Cell> cells, int input) {
    return cells.stream()
        .filter(cell -> cell.result().isPresent())
        .map(cell -> cell.slope(input))
        .reduce(Interval::hull);
  }

  /// The cells with a truth free again: each then holds both points of every pair along it.
  private List<Cell> uncut(int truth) {
    Interval free = space.sides().get(truth);
    List<Cell> uncut = new ArrayList<>();
    for (Cell cell : cells) {
      boolean cut = !cell.sides().get(truth).equals(free);
      uncut.add(cut ? cell(with(cell.sides(), truth, free), cell.depth()) : cell);
    }
    return uncut;
  }

  private static List<Interval> with(List<Interval> sides, int input, Interval side) {
    List<Interval> changed = new ArrayList<>(sides);
    changed.set(input, side);
    return changed;
  }

  private boolean isBroken(int input) {
    List<Cell> doubtful =
        cells.stream().filter(cell -> !cell.enclosure().isAlwaysAvailable()).toList();
    return doubtful.stream()
        .anyMatch(cell -> doubtful.stream().anyMatch(next -> cell.isFollowedBy(next, input)));
  }

  private OptionalInt next(int turn) {
    int best = -1;
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      if (isWanted(cell, turn) && (best < 0 || isBetter(cell, cells.get(best), turn))) {
        best = i;
      }
    }
    return best < 0 || side(cells.get(best)).isEmpty() ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private boolean isWanted(Cell cell, int turn) {
    return switch (turn) {
      case 0 -> cell.upper() > seenMost() + tolerance();
      case 1 -> cell.lower() < seenLeast() - tolerance();
      default -> isUndecided(cell) && side(cell).isPresent();
    };
  }

  private static boolean isBetter(Cell cell, Cell best, int turn) {
    return switch (turn) {
      case 0 -> cell.upper() > best.upper();
      case 1 -> cell.lower() < best.lower();
      default -> cell.depth() < best.depth();
    };
  }

  private double seenMost() {
    Sample most = probe.most();
    return most == null ? Double.NEGATIVE_INFINITY : most.value();
  }

  private double seenLeast() {
    Sample least = probe.least();
    return least == null ? Double.POSITIVE_INFINITY : least.value();
  }

  private double tolerance() {
    double spread = seenMost() - seenLeast();
    return Double.isFinite(spread) ? SHARP * spread : 0;
  }

  private boolean isUndecided(Cell cell) {
    for (Reason reason : cell.enclosure().reasons()) {
      if (!probe.failures().containsKey(reason)) {
        return true;
      }
    }
    for (int i = 0; i < space.size(); i++) {
      Interval slope = cell.slope(i);
      if (slope.lower() < 0 && slope.upper() > 0 && !trends.isMixed(i)) {
        return true;
      }
    }
    return false;
  }

  /// The input to halve a cell along: the one that moves the value most.
  private OptionalInt side(Cell cell) {
    int best = -1;
    double most = -1;
    boolean byWidth = cell.result().isEmpty() || cell.depth() % TURNS == 2;
    for (int i = 0; i < space.size(); i++) {
      if (isDivisible(cell, i)) {
        double relative = cell.sides().get(i).halfWidth() / space.sides().get(i).halfWidth();
        double steepness = cell.slope(i).magnitude();
        double move =
            Double.isInfinite(steepness)
                ? Double.MAX_VALUE
                : steepness * cell.sides().get(i).halfWidth();
        double score = byWidth ? relative : Math.min(move, Double.MAX_VALUE) * relative;
        if (score > most) {
          best = i;
          most = score;
        }
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private boolean isDivisible(Cell cell, int input) {
    Interval side = cell.sides().get(input);
    if (space.truths().get(input)) {
      Interval slope = cell.slope(input);
      boolean isDecided = slope.lower() >= 0 || slope.upper() <= 0;
      return side.equals(Interval.TRUTH) && (isDecided || cell.depth() >= TRUTHS_FROM);
    }
    double middle = Space.middle(side);
    return side.halfWidth() > space.sides().get(input).halfWidth() * NARROWEST
        && side.lower() < middle
        && middle < side.upper();
  }

  private void split(int index) {
    Cell cell = cells.get(index);
    int input = side(cell).orElseThrow();
    Interval side = cell.sides().get(input);
    boolean truth = space.truths().get(input);
    double middle = Space.middle(side);
    Interval low = truth ? Interval.ZERO : new Interval(side.lower(), middle);
    Interval high = truth ? Interval.ONE : new Interval(middle, side.upper());
    cells.set(index, child(cell, input, low));
    cells.add(child(cell, input, high));
  }

  private Cell child(Cell parent, int input, Interval side) {
    Cell child = cell(with(parent.sides(), input, side), parent.depth() + 1);
    look(child);
    return child;
  }

  private Cell cell(List<Interval> sides, int depth) {
    return new Cell(sides, Enclosure.of(formula, space.names(), sides), depth);
  }

  /// Evaluates where a cell's value should be extreme, and along what is undecided.
  private void look(Cell cell) {
    double[] centre = space.centre(cell.sides());
    double[] low = centre.clone();
    double[] high = centre.clone();
    for (int i = 0; i < space.size(); i++) {
      Interval side = cell.sides().get(i);
      Interval slope = cell.slope(i);
      if (slope.lower() >= 0 || slope.upper() <= 0) {
        low[i] = slope.lower() >= 0 ? side.lower() : side.upper();
        high[i] = slope.lower() >= 0 ? side.upper() : side.lower();
      } else if (!side.isPoint() && !trends.isMixed(i)) {
        Sample from = probe.at(centre, i, side.lower());
        Sample to = probe.at(centre, i, side.upper());
        trends.offer(i, List.of(from, probe.at(centre), to));
      }
    }
    probe.at(centre);
    probe.at(low);
    probe.at(high);
  }
}
