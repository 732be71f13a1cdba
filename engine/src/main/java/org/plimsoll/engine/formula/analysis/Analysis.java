package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;

/// The static analysis of a formula over a box of inputs.
///
/// Bounds and signs are proven: by interval arithmetic with outward rounding, over a box that is
/// halved where that helps, a fixed number of times. Findings are seen: each carries points that
/// the reference evaluator was run on. The same arguments give the same report everywhere.
public final class Analysis {
  private static final int LINES = 200;
  private static final int MOST_CORNERS = 16;

  private Analysis() {}

  /// The report on `formula` over `box`.
  ///
  /// An input that is read but not in the box is missing, and makes the formula unavailable where
  /// it is read; names in the box that the formula does not declare are passed over.
  public static Report of(Formula formula, Box box) {
    Space space = Space.of(formula, box);
    var probe = new Probe(formula, space);
    var trends = new Trends(space.size());
    lookAlongLines(space, probe, trends);
    Subdivision cells = Subdivision.of(formula, space, probe, trends);
    List<Breakpoint> breakpoints = BreakpointSearch.of(formula, space, probe, trends);
    SortedMap<String, Sign> signs = signs(formula, box, space, cells, trends);
    List<Finding> findings =
        new Findings(formula, space, probe, trends, cells).of(signs, breakpoints);
    return new Report(bounds(cells, probe), signs, breakpoints, findings);
  }

  private static void lookAlongLines(Space space, Probe probe, Trends trends) {
    List<double[]> bases = new ArrayList<>();
    bases.add(space.centre(space.sides()));
    int corners = Math.clamp(LINES / Math.max(space.size(), 1), 1, MOST_CORNERS);
    bases.addAll(space.corners(space.sides(), corners));
    for (double[] base : bases) {
      probe.at(base);
      for (int input = 0; input < space.size(); input++) {
        if (space.varies(input)) {
          List<Sample> line = new ArrayList<>();
          for (double value : space.grid(input)) {
            line.add(probe.at(base, input, value));
          }
          trends.offer(input, line);
        }
      }
    }
  }

  private static SortedMap<String, Sign> signs(
      Formula formula, Box box, Space space, Subdivision cells, Trends trends) {
    SortedMap<String, Sign> signs = new TreeMap<>();
    for (String name : box.ranges().keySet()) {
      if (formula.inputs().containsKey(name)) {
        int input = Collections.binarySearch(space.names(), name);
        signs.put(name, input < 0 ? Sign.ZERO : Sign.of(cells.slope(input), trends.isMixed(input)));
      }
    }
    return signs;
  }

  private static Bounds bounds(Subdivision cells, Probe probe) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (Cell cell : cells.cells()) {
      lower = Math.min(lower, cell.lower());
      upper = Math.max(upper, cell.upper());
    }
    List<Reason> listed = List.copyOf(cells.reasons());
    return lower <= upper
        ? new Bounds.Within(lower + 0.0, upper + 0.0, probe.least(), probe.most(), listed)
        : new Bounds.Never(listed);
  }
}
