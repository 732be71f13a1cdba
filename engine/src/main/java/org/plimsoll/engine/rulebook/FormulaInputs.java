package org.plimsoll.engine.rulebook;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Unit;

/// The names that the formulas of a pack may read, with their units.
public final class FormulaInputs {
  /// The initial margin rate after floor and cap, which only a maintenance formula may read.
  public static final String INITIAL_RATE = "initial_rate";

  private FormulaInputs() {}

  /// The names for initial margin, floor and cap: parameters, observations, answers to switches,
  /// and the classes of the case at hand.
  ///
  /// @throws IllegalArgumentException if a unit or an observation is unknown
  public static SortedMap<String, Unit> of(
      List<Parameter> parameters, List<Switch> switches, List<String> observations) {
    SortedMap<String, Unit> inputs = classes();
    for (Parameter parameter : parameters) {
      inputs.put(parameter.name(), unit(parameter));
    }
    for (Switch one : switches) {
      one.options().forEach(option -> inputs.put(answer(one.name(), option), Unit.BOOLEAN));
    }
    for (String name : observations) {
      inputs.put(name, Observations.find(name).orElseThrow(() -> unknown(name)).unit());
    }
    return Collections.unmodifiableSortedMap(inputs);
  }

  /// The same names and `initial_rate`.
  public static SortedMap<String, Unit> forMaintenance(SortedMap<String, Unit> inputs) {
    SortedMap<String, Unit> more = new TreeMap<>(inputs);
    more.put(INITIAL_RATE, Unit.RATE);
    return Collections.unmodifiableSortedMap(more);
  }

  /// The names that say to which classes a case belongs.
  public static SortedMap<String, Unit> classes() {
    SortedMap<String, Unit> names = new TreeMap<>();
    Classes.INSTRUMENTS.forEach(name -> names.put(instrument(name), Unit.BOOLEAN));
    Classes.UNDERLYINGS.forEach(name -> names.put(underlying(name), Unit.BOOLEAN));
    Classes.CLIENTS.forEach(name -> names.put(client(name), Unit.BOOLEAN));
    return names;
  }

  /// The inputs that `formula` really reads.
  public static SortedSet<String> readBy(Formula formula) {
    SortedSet<String> names = new TreeSet<>();
    formula.assignments().stream().map(Assignment::value).forEach(value -> collect(value, names));
    collect(formula.result(), names);
    return names;
  }

  static String answer(String switchName, String option) {
    return switchName + "_is_" + option;
  }

  static String instrument(String name) {
    return answer("instrument", name);
  }

  static String underlying(String name) {
    return answer("underlying", name);
  }

  static String client(String name) {
    return answer("client", name);
  }

  private static void collect(Expression expression, SortedSet<String> names) {
    if (expression instanceof Expression.Input(String name, var _, var _)) {
      names.add(name);
    }
    expression.children().forEach(child -> collect(child, names));
  }

  private static Unit unit(Parameter parameter) {
    return Unit.parse(parameter.unit()).orElseThrow(() -> unknown(parameter.unit()));
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("Unknown " + name);
  }
}
