package org.plimsoll.audit.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Extent.Slope;
import org.plimsoll.engine.formula.analysis.Range;

/// Branch-and-bound on the least difference of two rates over a box.
///
/// It halves the box with the lowest bound, looks at a few points of each half with the reference
/// evaluator, and lays aside boxes that cannot hold anything of interest. The order of the search
/// is fixed, so that the same number of cells gives the same answer.
final class CellSearch {
  private static final int MOST_OPEN = 200_000;

  /// A box still to be looked into.
  private record Cell(List<Side> sides, Gap.Bound bound, long number) {}

  private final Gap gap;
  private final @Nullable Double limit;
  private final double tolerance;
  private final PriorityQueue<Cell> open =
      new PriorityQueue<>(
          Comparator.comparingDouble((Cell cell) -> cell.bound().lower())
              .thenComparingLong(Cell::number));
  private final List<Cell> stuck = new ArrayList<>();
  private long cells;
  private boolean coversRounding = true;
  private double laidAside = Double.POSITIVE_INFINITY;
  private @Nullable Counterexample found;
  private @Nullable Counterexample least;

  private CellSearch(
      Gap gap,
      Box domain,
      SortedMap<String, Unit> units,
      @Nullable Double limit,
      double tolerance) {
    this.gap = gap;
    this.limit = limit;
    this.tolerance = tolerance;
    List<Side> sides = new ArrayList<>();
    domain
        .ranges()
        .forEach(
            (name, range) -> {
              Unit unit = units.get(name);
              if (unit != null) {
                sides.add(new Side(name, range.lower(), range.upper(), unit.isBoolean()));
              }
            });
    corners(sides);
    offer(List.copyOf(sides));
  }

  /// The search for a point at which the claim fails; without one it ends when none can exist.
  static CellSearch forClaim(Claim claim) {
    var gap = new Gap(claim.venue(), claim.statute(), claim.absence());
    return new CellSearch(gap, claim.domain(), claim.observations(), 0.0 - claim.margin(), 0);
  }

  /// The search for the least of `minuend` less `subtrahend`, to within `tolerance`.
  static CellSearch forLeast(
      RateFunction minuend, RateFunction subtrahend, Box domain, double tolerance) {
    SortedMap<String, Unit> units = new TreeMap<>(minuend.observations());
    units.putAll(subtrahend.observations());
    var gap = new Gap(minuend, subtrahend, Absence.EXCLUDED);
    return new CellSearch(gap, domain, units, null, tolerance);
  }

  /// Goes on until the search is done, or for `more` cells, or until `deadline` in the time of
  /// {@link System#nanoTime}.
  void run(long more, long deadline) {
    long last = cells + more;
    while (!isDone() && !open.isEmpty() && cells < last && open.size() < MOST_OPEN) {
      if (System.nanoTime() - deadline > 0) {
        return;
      }
      Cell cell = open.remove();
      if (isOfNoInterest(cell.bound())) {
        layAside(cell.bound());
        continue;
      }
      int side = widest(cell);
      if (side < 0) {
        stuck.add(cell);
        continue;
      }
      offer(with(cell.sides(), side, cell.sides().get(side).low()));
      offer(with(cell.sides(), side, cell.sides().get(side).high()));
    }
  }

  /// Whether nothing remains to be found out.
  boolean isDone() {
    return found != null || (open.isEmpty() && stuck.isEmpty());
  }

  /// A point at which the claim fails for certain.
  Optional<Counterexample> counterexample() {
    return Optional.ofNullable(found);
  }

  /// The point with the least difference seen.
  Optional<Counterexample> least() {
    return Optional.ofNullable(least);
  }

  /// A number that the difference is proven not to fall below, in exact arithmetic.
  double lowerBound() {
    double bound = laidAside;
    for (Cell cell : remainingCells()) {
      bound = Math.min(bound, cell.bound().lower());
    }
    return bound;
  }

  /// Whether what was laid aside is proven for rounded values too.
  boolean coversRounding() {
    return coversRounding;
  }

  long cells() {
    return cells;
  }

  /// The smallest box around what was not laid aside.
  Box remaining() {
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (Cell cell : remainingCells()) {
      for (Side side : cell.sides()) {
        var own = new Range(side.lower(), side.upper());
        ranges.merge(
            side.name(),
            own,
            (one, other) ->
                new Range(
                    Math.min(one.lower(), other.lower()), Math.max(one.upper(), other.upper())));
      }
    }
    return new Box(ranges);
  }

  private List<Cell> remainingCells() {
    List<Cell> all = new ArrayList<>(stuck);
    all.addAll(open);
    return all;
  }

  private void offer(List<Side> sides) {
    cells++;
    Gap.Bound bound = gap.over(sides);
    look(bound.lowest());
    look(middle(sides));
    if (isOfNoInterest(bound)) {
      layAside(bound);
    } else {
      open.add(new Cell(sides, bound, cells));
    }
  }

  private void layAside(Gap.Bound bound) {
    coversRounding &= bound.direct() >= threshold();
    laidAside = Math.min(laidAside, bound.lower());
  }

  private boolean isOfNoInterest(Gap.Bound bound) {
    return !bound.isOpenToAbsence() && bound.lower() >= threshold();
  }

  private double threshold() {
    if (limit != null) {
      return limit;
    }
    return least == null ? Double.POSITIVE_INFINITY : -least.shortfall() - tolerance;
  }

  private void look(SortedMap<String, Double> point) {
    if (found != null) {
      return;
    }
    Counterexample here = gap.at(point);
    if (limit != null && gap.isCertainlyBelow(limit, here)) {
      found = here;
    }
    boolean both = here.venue() instanceof Outcome.Value && here.statute() instanceof Outcome.Value;
    if (both && (least == null || here.shortfall() > least.shortfall())) {
      least = here;
    }
  }

  /// Looks at the lowest and the highest corner, where faults like to be.
  private void corners(List<Side> sides) {
    SortedMap<String, Double> low = new TreeMap<>();
    SortedMap<String, Double> high = new TreeMap<>();
    for (Side side : sides) {
      low.put(side.name(), side.lower());
      high.put(side.name(), side.upper());
    }
    look(low);
    look(high);
  }

  private static SortedMap<String, Double> middle(List<Side> sides) {
    SortedMap<String, Double> point = new TreeMap<>();
    sides.forEach(side -> point.put(side.name(), side.middle()));
    return point;
  }

  private static List<Side> with(List<Side> sides, int index, Side side) {
    List<Side> changed = new ArrayList<>(sides);
    changed.set(index, side);
    return List.copyOf(changed);
  }

  /// The side along which the difference moves most; every third time simply the next in turn.
  private static int widest(Cell cell) {
    int best = -1;
    double most = -1;
    for (int i = 0; i < cell.sides().size(); i++) {
      Side side = cell.sides().get(i);
      if (side.isDivisible()) {
        double move = side.isTruth() ? Double.MAX_VALUE : move(side, cell.bound().slopes().get(i));
        if (move > most) {
          best = i;
          most = move;
        }
      }
    }
    return best;
  }

  private static double move(Side side, Slope slope) {
    double steepness = Math.max(Math.abs(slope.lower()), Math.abs(slope.upper()));
    double width = side.upper() - side.lower();
    double move = steepness * width;
    if (Double.isNaN(move) || Double.isInfinite(move)) {
      return Double.MAX_VALUE / 2 * Math.min(1, width / (Math.abs(side.middle()) + width));
    }
    return move;
  }
}
