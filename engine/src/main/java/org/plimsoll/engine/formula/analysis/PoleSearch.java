package org.plimsoll.engine.formula.analysis;

import java.util.List;
import java.util.Optional;

/// Looks for values beyond any plain size where no bound could be proven.
final class PoleSearch {
  private static final double HUGE = 1e6;
  private static final int CELLS = 4;
  private static final int DECADES = 40;
  private static final int THIRDS = 120;

  private final Space space;
  private final Probe probe;
  private final double size;
  private final int sign;

  private PoleSearch(Space space, Probe probe, double size, int sign) {
    this.space = space;
    this.probe = probe;
    this.size = size;
    this.sign = sign;
  }

  /// A point whose value is a million times an ordinary one and more.
  ///
  /// @param upward whether to look for large positive values
  static Optional<Sample> beyond(
      List<Cell> cells, Space space, Probe probe, Sample ordinary, boolean upward) {
    double size = HUGE * Math.max(1, Math.abs(ordinary.value()));
    var search = new PoleSearch(space, probe, size, upward ? 1 : -1);
    Sample extreme = upward ? probe.most() : probe.least();
    if (extreme != null && search.isHuge(extreme)) {
      return Optional.of(extreme);
    }
    return cells.stream()
        .filter(cell -> Double.isInfinite(upward ? cell.upper() : cell.lower()))
        .filter(cell -> cell.result().isPresent())
        .limit(CELLS)
        .flatMap(cell -> search.inside(cell).stream())
        .findFirst();
  }

  private boolean isHuge(Sample sample) {
    return sample.isAvailable() && sign * sample.value() >= size;
  }

  private Optional<Sample> inside(Cell cell) {
    double[] centre = space.centre(cell.sides());
    for (int input = 0; input < space.size(); input++) {
      Interval side = cell.sides().get(input);
      if (side.isPoint() || space.truths().get(input)) {
        continue;
      }
      for (double end : new double[] {side.lower(), side.upper()}) {
        Optional<Sample> found = towards(end, centre, input, side);
        if (found.isPresent()) {
          return found;
        }
      }
      Optional<Sample> found = climb(centre, input, side);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Goes towards one end of a side, ten times nearer at each step.
  private Optional<Sample> towards(double end, double[] centre, int input, Interval side) {
    double distance = centre[input] - end;
    for (int i = 0; i < DECADES; i++) {
      distance /= 10;
      Sample sample = probe.at(centre, input, Space.easy(end + distance, side));
      if (isHuge(sample)) {
        return Optional.of(sample);
      }
    }
    return Optional.empty();
  }

  /// Narrows a side to where the magnitude is largest.
  private Optional<Sample> climb(double[] centre, int input, Interval side) {
    double low = side.lower();
    double high = side.upper();
    for (int i = 0; i < THIRDS && low < high; i++) {
      double third = high / 3 - low / 3;
      Sample left = probe.at(centre, input, low + third);
      Sample right = probe.at(centre, input, high - third);
      if (isHuge(left) || isHuge(right)) {
        return Optional.of(isHuge(left) ? left : right);
      }
      boolean rightIsLarger = magnitude(right) > magnitude(left);
      low = rightIsLarger ? low + third : low;
      high = rightIsLarger ? high : high - third;
    }
    return Optional.empty();
  }

  private static double magnitude(Sample sample) {
    return sample.isAvailable() ? Math.abs(sample.value()) : Double.POSITIVE_INFINITY;
  }
}
