package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Span;
import org.plimsoll.engine.formula.analysis.Breakpoint.Continuity;
import org.plimsoll.engine.formula.analysis.Breakpoint.Kind;

/// Looks for breakpoints along lines through the centre and some corners of a box.
///
/// Where two expressions change order between neighbouring points of a line, halving finds the
/// place to within neighbouring doubles; the formula's values on both sides tell whether it jumps.
final class BreakpointSearch {
  private static final int MOST_BREAKPOINTS = 64;
  private static final int CORNERS = 4;
  private static final int MANY_INPUTS = 24;
  private static final int HALVINGS = 80;
  private static final double CONTINUOUS = 1e-9;
  private static final long WORK = 5_000_000;
  private static final long LEAST_STOPS = 1_000;
  private static final long MOST_STOPS = 40_000;

  private final Formula formula;
  private final Space space;
  private final Probe probe;
  private final Trends trends;
  private final List<Switch> switches;
  private final List<Breakpoint> found = new ArrayList<>();
  private long stopsLeft;

  /// A place on a line, with the values of all steps of the evaluation there.
  private record Stop(double at, NavigableMap<Span, Double> steps) {}

  /// The line through a point along an input.
  private static final class Line {
    private final double[] base;
    private final int input;

    Line(double[] base, int input) {
      this.base = base;
      this.input = input;
    }

    double[] base() {
      return base;
    }

    int input() {
      return input;
    }
  }

  private BreakpointSearch(Formula formula, Space space, Probe probe, Trends trends) {
    this.formula = formula;
    this.space = space;
    this.probe = probe;
    this.trends = trends;
    this.switches = Switch.of(formula);
    this.stopsLeft = Math.clamp(WORK / Space.nodes(formula), LEAST_STOPS, MOST_STOPS);
  }

  static List<Breakpoint> of(Formula formula, Space space, Probe probe, Trends trends) {
    var search = new BreakpointSearch(formula, space, probe, trends);
    if (!search.switches.isEmpty()) {
      search.run();
    }
    search.found.sort(
        Comparator.comparing(Breakpoint::span, Probe.BY_PLACE)
            .thenComparing(Breakpoint::input)
            .thenComparingDouble(Breakpoint::at));
    return search.found;
  }

  private void run() {
    List<double[]> bases = new ArrayList<>();
    bases.add(space.centre(space.sides()));
    if (space.size() <= MANY_INPUTS) {
      bases.addAll(space.corners(space.sides(), CORNERS));
    }
    for (int input = 0; input < space.size(); input++) {
      boolean[] done = new boolean[switches.size()];
      if (space.varies(input) && !space.truths().get(input)) {
        for (double[] base : bases) {
          search(new Line(base, input), done);
        }
      }
    }
  }

  private void search(Line line, boolean... done) {
    if (stopsLeft <= 0) {
      return;
    }
    List<Stop> stops = new ArrayList<>();
    for (double value : space.grid(line.input())) {
      stops.add(stop(line, value));
    }
    for (int i = 0; i < done.length; i++) {
      for (int j = 1; j < stops.size() && !done[i] && isWithinLimits(); j++) {
        OptionalInt before = side(switches.get(i), stops.get(j - 1));
        OptionalInt after = side(switches.get(i), stops.get(j));
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
          done[i] = locate(switches.get(i), line, stops.get(j - 1), stops.get(j));
        }
      }
    }
  }

  private boolean isWithinLimits() {
    return stopsLeft > 0 && found.size() < MOST_BREAKPOINTS;
  }

  private Stop stop(Line line, double value) {
    stopsLeft--;
    return new Stop(value, probe.steps(line.base(), line.input(), value));
  }

  /// Whether the first expression is smaller, the same or larger; empty when one has no value.
  private static OptionalInt side(Switch change, Stop stop) {
    Double left = stop.steps().get(change.left());
    Double right = change.right().isEmpty() ? Double.valueOf(0) : null;
    if (change.right().isPresent()) {
      right = stop.steps().get(change.right().get());
    }
    return left == null || right == null
        ? OptionalInt.empty()
        : OptionalInt.of(left < right ? -1 : left > right ? 1 : 0);
  }

  private boolean locate(Switch change, Line line, Stop from, Stop to) {
    Stop low = from;
    Stop high = to;
    OptionalInt before = side(change, from);
    for (int i = 0; i < HALVINGS && Math.nextUp(low.at()) < high.at(); i++) {
      Stop middle = stop(line, low.at() / 2 + high.at() / 2);
      OptionalInt side = side(change, middle);
      if (side.isEmpty() || middle.at() <= low.at() || middle.at() >= high.at()) {
        break;
      }
      low = side.equals(before) ? middle : low;
      high = side.equals(before) ? high : middle;
    }
    List<Sample> around = around(change, line, low, high);
    double scale = scale(line, from, to);
    Continuity continuity = continuity(around, scale);
    trends.offer(line.input(), around);
    boolean atEdge =
        low.at() == space.sides().get(line.input()).lower()
            || high.at() == space.sides().get(line.input()).upper();
    boolean passedOver =
        continuity == Continuity.CONTINUOUS && (atEdge || change.kind() == Kind.EDGE);
    if (passedOver || around.stream().noneMatch(Sample::isAvailable)) {
      return passedOver;
    }
    Span span = change.site().span();
    found.add(
        new Breakpoint(
            change.kind(),
            span.of(formula.text()),
            span,
            space.names().get(line.input()),
            Space.simplest(low.at(), high.at()),
            continuity,
            around));
    return true;
  }

  /// The points on both sides, and one more where the two expressions are equal at one of them.
  private List<Sample> around(Switch change, Line line, Stop low, Stop high) {
    Interval side = space.sides().get(line.input());
    List<Sample> around = new ArrayList<>();
    double before = Math.nextDown(low.at());
    if (side(change, low).equals(OptionalInt.of(0)) && side.contains(before)) {
      around.add(probe.at(line.base(), line.input(), before));
    }
    around.add(probe.at(line.base(), line.input(), low.at()));
    double simplest = Space.simplest(low.at(), high.at());
    if (simplest > low.at() && simplest < high.at()) {
      around.add(probe.at(line.base(), line.input(), simplest));
    }
    around.add(probe.at(line.base(), line.input(), high.at()));
    double after = Math.nextUp(high.at());
    if (side(change, high).equals(OptionalInt.of(0)) && side.contains(after)) {
      around.add(probe.at(line.base(), line.input(), after));
    }
    return around;
  }

  private double scale(Line line, Stop from, Stop to) {
    double scale = 0;
    for (double value : new double[] {from.at(), to.at()}) {
      Sample end = probe.at(line.base(), line.input(), value);
      scale = end.isAvailable() ? Math.max(scale, Math.abs(end.value())) : scale;
    }
    return scale;
  }

  private static Continuity continuity(List<Sample> around, double scale) {
    if (around.stream().anyMatch(sample -> !sample.isAvailable())) {
      return Continuity.ENDS;
    }
    for (int i = 1; i < around.size(); i++) {
      double before = around.get(i - 1).value();
      double after = around.get(i).value();
      double most = Math.max(scale, Math.max(Math.abs(before), Math.abs(after)));
      if (Math.abs(after - before) > CONTINUOUS * most) {
        return Continuity.JUMPS;
      }
    }
    return Continuity.CONTINUOUS;
  }
}
