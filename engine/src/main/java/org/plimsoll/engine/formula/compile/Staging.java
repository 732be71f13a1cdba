package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Cuts the steps of a program into one stage a level, so that none is evaluated more often than
/// its inputs change.
final class Staging {
  private static final List<Level> FROM_THE_RESULT =
      List.of(Level.POSITION, Level.ACCOUNT, Level.INSTRUMENT, Level.GLOBAL);

  private final Graph whole;
  private final Map<Level, List<Integer>> exports = new EnumMap<>(Level.class);

  private Staging(Graph whole) {
    this.whole = whole;
    for (Level level : Level.values()) {
      exports.put(level, new ArrayList<>());
    }
  }

  /// The stages in the order of their evaluation; a level without steps has none.
  static List<Stage> split(Graph whole, int result) {
    var staging = new Staging(whole);
    staging.exportsOf(Level.POSITION).add(result);
    List<Stage> stages = new ArrayList<>();
    for (Level level : FROM_THE_RESULT) {
      if (!staging.exportsOf(level).isEmpty()) {
        stages.addFirst(staging.stage(level));
      }
    }
    return List.copyOf(stages);
  }

  private List<Integer> exportsOf(Level level) {
    List<Integer> places = exports.get(level);
    if (places == null) {
      throw new IllegalStateException("No exports of " + level);
    }
    return places;
  }

  private Stage stage(Level level) {
    boolean[] needed = needed(level);
    var graph = new Graph();
    List<Source> sources = new ArrayList<>();
    int[] copies = new int[whole.size()];
    for (int place = 0; place < copies.length; place++) {
      if (needed[place]) {
        Node node = whole.at(place);
        copies[place] =
            isCalculated(node, level)
                ? graph.raw(
                    node.op(), copies[node.first()], copies[node.second()], copies[node.third()])
                : leaf(place, level, graph, sources);
      }
    }
    List<Integer> outputs = new ArrayList<>();
    for (int place : exportsOf(level)) {
      int copy = copies[place];
      outputs.add(
          graph.isTruth(copy) ? graph.select(copy, graph.constant(1), graph.constant(0)) : copy);
    }
    return new Stage(level, graph, sources, outputs);
  }

  private static boolean isCalculated(Node node, Level level) {
    return node.op().operands() > 0 && node.level() == level;
  }

  private boolean[] needed(Level level) {
    boolean[] needed = new boolean[whole.size()];
    for (int place : exportsOf(level)) {
      needed[place] = true;
    }
    for (int place = needed.length - 1; place >= 0; place--) {
      Node node = whole.at(place);
      if (needed[place] && isCalculated(node, level)) {
        for (int i = 0; i < node.op().operands(); i++) {
          needed[node.operand(i)] = true;
        }
      }
    }
    return needed;
  }

  /// The copy of a constant, of an input, or of a step that a lower level evaluates.
  private int leaf(int place, Level level, Graph graph, List<Source> sources) {
    Node node = whole.at(place);
    if (node.isConstant()) {
      return graph.constant(node.number());
    }
    boolean hoisted = node.op() != Op.INPUT;
    int index = hoisted ? export(place, node.level()) : node.first();
    sources.add(new Source(node.level(), hoisted, index));
    int input = graph.input(sources.size() - 1, level);
    return node.op().isTruth() ? graph.raw(Op.NOT_EQUAL, input, graph.constant(0), 0) : input;
  }

  private int export(int place, Level level) {
    List<Integer> places = exportsOf(level);
    if (!places.contains(place)) {
      places.add(place);
    }
    return places.indexOf(place);
  }
}
