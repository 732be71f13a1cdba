package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Breakpoint.Continuity;
import org.plimsoll.engine.formula.analysis.Finding.Kind;

/// Turns what was proven and seen into findings.
final class Findings {
  private static final double NEGATIVE = -1e-12;
  private static final int CORNERS = 16;
  private static final int CELLS = 64;

  private final Formula formula;
  private final Space space;
  private final Probe probe;
  private final Trends trends;
  private final Subdivision subdivision;
  private final List<Finding> all = new ArrayList<>();

  Findings(Formula formula, Space space, Probe probe, Trends trends, Subdivision subdivision) {
    this.formula = formula;
    this.space = space;
    this.probe = probe;
    this.trends = trends;
    this.subdivision = subdivision;
  }

  List<Finding> of(SortedMap<String, Sign> signs, List<Breakpoint> breakpoints) {
    if (!formula.resultUnit().isBoolean()) {
      falls(signs, InputRole.VOLATILITY, Kind.FALLS_WHEN_VOLATILITY_RISES);
      falls(signs, InputRole.LEVERAGE, Kind.FALLS_WHEN_LEVERAGE_RISES);
      unbounded(true);
      unbounded(false);
      unavailable();
      breakpoints.forEach(this::jump);
      negative();
    } else {
      unavailable();
    }
    return all;
  }

  private void falls(SortedMap<String, Sign> signs, InputRole role, Kind kind) {
    for (int i = 0; i < space.size(); i++) {
      String name = space.names().get(i);
      Unit unit = formula.inputs().get(name);
      Optional<Trends.Pair> fall = trends.fall(i);
      Sign sign = signs.getOrDefault(name, Sign.UNKNOWN);
      if (unit != null
          && InputRole.of(name, unit) == role
          && fall.isPresent()
          && !sign.neverFalls()) {
        Trends.Pair pair = fall.get();
        String message =
            "Falls from "
                + pair.from().value()
                + " to "
                + pair.to().value()
                + " as "
                + moves(name, pair.from(), pair.to());
        all.add(new Finding(kind, name, message, List.of(pair.from(), pair.to())));
      }
    }
  }

  private static String moves(String name, Sample from, Sample to) {
    return name + " rises from " + at(name, from) + " to " + at(name, to);
  }

  private static double at(String name, Sample sample) {
    return sample.inputs().find(name).orElseThrow();
  }

  private void unbounded(boolean upward) {
    Sample ordinary = probe.first();
    boolean isProven =
        subdivision.cells().stream()
            .filter(cell -> cell.result().isPresent())
            .allMatch(cell -> Double.isFinite(upward ? cell.upper() : cell.lower()));
    if (ordinary == null || isProven) {
      return;
    }
    Optional<Sample> huge = PoleSearch.beyond(subdivision, space, probe, ordinary, upward);
    huge.ifPresent(
        sample -> {
          String message =
              "No "
                  + (upward ? "upper" : "lower")
                  + " bound holds: from "
                  + ordinary.value()
                  + " it gets to "
                  + sample.value();
          all.add(new Finding(Kind.CAN_BE_UNBOUNDED, null, message, List.of(ordinary, sample)));
        });
  }

  private void unavailable() {
    lookForFailures();
    Sample ordinary = probe.first();
    probe
        .failures()
        .forEach(
            (reason, sample) -> {
              if (sample.outcome() instanceof Outcome.Unavailable(var _, String detail)) {
                List<Sample> points =
                    ordinary == null ? List.of(sample) : List.of(ordinary, sample);
                String message = "No value, " + reason + ": " + detail;
                all.add(new Finding(Kind.CAN_BE_UNAVAILABLE, null, message, points));
              }
            });
  }

  private void lookForFailures() {
    subdivision.cells().stream()
        .filter(cell -> !probe.failures().keySet().containsAll(cell.enclosure().reasons()))
        .limit(CELLS)
        .forEach(cell -> space.corners(cell.sides(), CORNERS).forEach(corner -> probe.at(corner)));
  }

  private void jump(Breakpoint breakpoint) {
    boolean changes =
        switch (breakpoint.kind()) {
          case STEP, TIER, COMPARISON -> true;
          case EXTREME, CLAMP, MAGNITUDE, EDGE -> false;
        };
    if (!changes || breakpoint.continuity() != Continuity.JUMPS) {
      return;
    }
    List<Sample> around = breakpoint.around();
    int most = 1;
    for (int i = 2; i < around.size(); i++) {
      most = jump(around, i) > jump(around, most) ? i : most;
    }
    Sample from = around.get(most - 1);
    Sample to = around.get(most);
    String message =
        "Jumps from "
            + from.value()
            + " to "
            + to.value()
            + " where "
            + breakpoint.input()
            + " crosses "
            + breakpoint.at();
    all.add(new Finding(Kind.JUMPS_AT_TIER, breakpoint.input(), message, List.of(from, to)));
  }

  private static double jump(List<Sample> around, int index) {
    return Math.abs(around.get(index).value() - around.get(index - 1).value());
  }

  private void negative() {
    Sample least = probe.least();
    Sample most = probe.most();
    boolean isRate = formula.resultUnit().equals(Unit.RATE);
    if (!isRate || least == null || most == null || least.value() > NEGATIVE) {
      return;
    }
    List<Sample> points = most.value() < 0 ? List.of(least) : List.of(most, least);
    String message = "Reaches " + least.value();
    all.add(new Finding(Kind.NEGATIVE_RATE, null, message, points));
  }
}
