package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Formula;

/// A formula lowered to steps, each at the level at which its inputs are known. Immutable.
///
/// The inputs of the formula are numbered in the order of their names; the number is the input's
/// slot.
public final class Program {
  private final Formula formula;
  private final List<String> names;
  private final SortedMap<String, Integer> slots = new TreeMap<>();
  private final List<Level> levels = new ArrayList<>();
  private final List<Stage> stages;

  private Program(Formula formula, SortedMap<String, Level> levels) {
    this.formula = formula;
    this.names = List.copyOf(formula.inputs().keySet());
    for (String name : names) {
      slots.put(name, slots.size());
      this.levels.add(levels.getOrDefault(name, Level.POSITION));
    }
    var graph = new Graph();
    int result = Lowering.lower(formula, slots, this.levels, graph);
    this.stages = Staging.split(graph, result);
  }

  /// The program of `formula` with its inputs known at `levels`; an input that is not named there
  /// has a value for each position.
  public static Program of(Formula formula, SortedMap<String, Level> levels) {
    return new Program(formula, levels);
  }

  /// The program of `formula` with every input having a value for each position.
  public static Program of(Formula formula) {
    return of(formula, new TreeMap<>());
  }

  /// The formula this program evaluates.
  public Formula formula() {
    return formula;
  }

  /// The names of the inputs, by slot.
  public List<String> inputs() {
    return names;
  }

  /// The slot of the input called `name`.
  ///
  /// @throws IllegalArgumentException where the formula declares no such input
  public int slot(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("The formula has no input \"" + name + "\": " + names);
    }
    return slot;
  }

  /// The level at which the input in `slot` is known.
  public Level level(int slot) {
    return levels.get(slot);
  }

  /// How many steps are evaluated for one value at `level`: what hoisting leaves to do there.
  public int steps(Level level) {
    int steps = 0;
    for (Stage stage : stages) {
      for (int i = 0; stage.level() == level && i < stage.graph().size(); i++) {
        steps += stage.graph().at(i).op().operands() > 0 ? 1 : 0;
      }
    }
    return steps;
  }

  List<Stage> stages() {
    return stages;
  }
}
