package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// For each input, a pair of points between which the value rose and one between which it fell.
final class Trends {
  /// A move smaller than this share of the values may be rounding.
  private static final double ROUNDING = 1e-9;

  private final List<Optional<Pair>> rises = new ArrayList<>();
  private final List<Optional<Pair>> falls = new ArrayList<>();

  /// Two points that differ in one input.
  ///
  /// @param from the one where the input is lower
  record Pair(Sample from, Sample to) {
    double rise() {
      return to.value() - from.value();
    }

    boolean isMove() {
      double scale = Math.max(Math.abs(from.value()), Math.abs(to.value()));
      return Math.abs(rise()) > ROUNDING * scale;
    }
  }

  Trends(int inputs) {
    for (int i = 0; i < inputs; i++) {
      rises.add(Optional.empty());
      falls.add(Optional.empty());
    }
  }

  Optional<Pair> fall(int input) {
    return falls.get(input);
  }

  boolean isMixed(int input) {
    return rises.get(input).isPresent() && falls.get(input).isPresent();
  }

  /// Takes points along one input, ascending; the first line with a move is kept, and in it the
  /// largest.
  void offer(int input, List<Sample> line) {
    Optional<Pair> rise = Optional.empty();
    Optional<Pair> fall = Optional.empty();
    Optional<Sample> least = Optional.empty();
    Optional<Sample> most = Optional.empty();
    for (Sample sample : line) {
      if (!sample.isAvailable()) {
        continue;
      }
      rise = larger(rise, least.map(from -> new Pair(from, sample)), 1);
      fall = larger(fall, most.map(from -> new Pair(from, sample)), -1);
      least =
          least.isPresent() && least.get().value() <= sample.value() ? least : Optional.of(sample);
      most = most.isPresent() && most.get().value() >= sample.value() ? most : Optional.of(sample);
    }
    keep(rises, input, rise);
    keep(falls, input, fall);
  }

  private static Optional<Pair> larger(Optional<Pair> best, Optional<Pair> next, int sign) {
    boolean better =
        next.isPresent()
            && next.get().isMove()
            && sign * next.get().rise() > best.map(pair -> sign * pair.rise()).orElse(0.0);
    return better ? next : best;
  }

  private static void keep(List<Optional<Pair>> all, int input, Optional<Pair> found) {
    if (all.get(input).isEmpty()) {
      all.set(input, found);
    }
  }
}
