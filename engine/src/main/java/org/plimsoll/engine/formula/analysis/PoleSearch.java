package org.plimsoll.engine.formula.analysis;

import java.util.Optional;
import java.util.stream.Stream;

/// Looks for values beyond any plain size where no bound could be proven.
final class PoleSearch {
  private static final double HUGE = 1e6;
  private static final int CELLS = 4;
  private static final int DECADES = 40;
  private static final int THIRDS = 120;
  private static final int MOST_LOOKS = 20_000;

  private final Space space;
  private final Probe probe;
  private final double size;
  private final int sign;
  private int looks;

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
      Subdivision cells, Space space, Probe probe, Sample ordinary, boolean upward) {
    double size = HUGE * Math.max(1, Math.abs(ordinary.value()));
    var search = new PoleSearch(space, probe, size, upward ? 1 : -1);
    Optional<Sample> found =
        Stream.concat(Stream.of(cells.root()), cells.cells().stream())
            .filter(cell -> Double.isInfinite(upward ? cell.upper() : cell.lower()))
            .filter(cell -> cell.result().isPresent())
            .limit(CELLS)
            .flatMap(cell -> search.inside(cell).stream())
            .findFirst();
    Sample extreme = upward ? probe.most() : probe.least();
    return found.isEmpty() && extreme != null && search.isHuge(extreme)
        ? Optional.of(extreme)
        : found;
  }

  private Sample look(double[] centre, int input, double value) {
    looks++;
    return probe.at(centre, input, value);
  }

  private boolean isHuge(Sample sample) {
    return sample.isAvailable() && sign * sample.value() >= size;
  }

  private Optional<Sample> inside(Cell cell) {
    double[] centre = space.centre(cell.sides());
    for (int input = 0; input < space.size() && looks < MOST_LOOKS; input++) {
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
      Sample sample = look(centre, input, Space.easy(end + distance, side));
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
      Sample left = look(centre, input, low + third);
      Sample right = look(centre, input, high - third);
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
