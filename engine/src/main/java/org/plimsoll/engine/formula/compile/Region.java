package org.plimsoll.engine.formula.compile;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Steps that are evaluated together or not at all, with the sum of those that must be finite.
///
/// The sum is finite only where all its terms are. It may overflow where none of them does: it
/// decides which rows are looked at again, not what their value is. Terms are added up level by
/// level, so that the sum of a lower level is calculated once.
final class Region {
  private final Graph graph;
  private final Set<Integer> terms = new TreeSet<>();
  private final Map<Level, Integer> sums = new EnumMap<>(Level.class);

  Region(Graph graph) {
    this.graph = graph;
  }

  /// Adds the step at `place` to those that must be finite.
  void requireFinite(int place) {
    Node node = graph.at(place);
    if (node.op() == Op.NEGATE || node.op() == Op.ABSOLUTE) {
      requireFinite(node.first());
    } else if (!graph.isFinite(place) && terms.add(place)) {
      sums.merge(node.level(), place, graph::add);
    }
  }

  /// Adds a truth that must hold.
  void require(int truth) {
    requireFinite(graph.select(truth, graph.constant(0), graph.constant(Double.NaN)));
  }

  /// What must be finite for every step here to have had finite operands: zero when that is sure.
  int sum() {
    int sum = graph.constant(0);
    for (int part : sums.values()) {
      sum = graph.add(sum, part);
    }
    return sum;
  }
}
