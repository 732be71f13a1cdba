package org.plimsoll.engine.rulebook;

import java.util.List;

/// A named figure that a rule sets, with every value it has had.
///
/// @param name as formulas write it
/// @param unit a unit of the formula language: `rate`, `time`, `money`, `boolean` and so on
/// @param values in the order of the pack; at least one
public record Parameter(String name, String description, String unit, List<DatedValue> values) {
  /// Copies the list and checks that it is not empty.
  public Parameter {
    values = List.copyOf(values);
    if (name.isBlank() || description.isBlank() || values.isEmpty()) {
      throw new IllegalArgumentException("A parameter needs a name, a description and a value");
    }
  }
}
