package org.plimsoll.engine.formula;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values a formula is evaluated with, by name.
///
/// Times are in days, amounts in whole units of the settlement asset, truths 1 or 0. Any double may
/// be given; one that is not finite makes the formula unavailable where it is read.
public final class Inputs {
  /// No inputs.
  public static final Inputs NONE = new Inputs(new TreeMap<>());

  private final SortedMap<String, Double> values;

  private Inputs(SortedMap<String, Double> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /// The inputs with these values; the map is copied.
  public static Inputs of(SortedMap<String, Double> values) {
    return new Inputs(new TreeMap<>(values));
  }

  /// These inputs with one value added or replaced.
  public Inputs with(String name, double value) {
    SortedMap<String, Double> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Inputs(changed);
  }

  /// The value called `name`.
  public OptionalDouble find(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// All values by name; cannot be changed.
  public SortedMap<String, Double> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Inputs inputs && values.equals(inputs.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
