package org.plimsoll.engine.formula.compile;

import java.util.List;

/// The steps of a program that belong to one level.
///
/// @param graph its inputs are numbered as `sources` are
/// @param outputs places in the graph whose values later stages read; the result, in the last one
record Stage(Level level, Graph graph, List<Source> sources, List<Integer> outputs) {
  Stage {
    sources = List.copyOf(sources);
    outputs = List.copyOf(outputs);
  }

  Source.Access access(int source) {
    return sources.get(source).accessFrom(level);
  }

  /// Whether the output is the answer to the formula, which is not finite where there may be none.
  boolean isLast() {
    return level == Level.POSITION;
  }
}
