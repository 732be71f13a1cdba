package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Formulas and inputs written in one line, for tests.
public final class Checked {
  private Checked() {}

  /// The formula of `text`; `declared` holds `name:unit` words.
  public static Formula formula(String text, String declared) {
    return accepted(text, units(declared));
  }

  /// The formula of `text` over inputs in `units`.
  public static Formula accepted(String text, SortedMap<String, Unit> units) {
    return switch (Formula.check(text, units)) {
      case CheckResult.Accepted(Formula formula) -> formula;
      case CheckResult.Rejected(List<FormulaError> errors) ->
          fail(text + "\nwas rejected:\n" + errors);
    };
  }

  /// The errors of `text`, which must have some.
  public static List<FormulaError> errors(String text, String declared) {
    return switch (Formula.check(text, units(declared))) {
      case CheckResult.Accepted(Formula formula) ->
          fail(text + "\nwas accepted in " + formula.result().unit());
      case CheckResult.Rejected(List<FormulaError> errors) -> errors;
    };
  }

  /// The units in `name:unit` words.
  public static SortedMap<String, Unit> units(String declared) {
    SortedMap<String, Unit> units = new TreeMap<>();
    for (String word : declared.trim().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        int colon = word.indexOf(':');
        units.put(word.substring(0, colon), Unit.parse(word.substring(colon + 1)).orElseThrow());
      }
    }
    return units;
  }

  /// The inputs in `name=value` words.
  public static Inputs inputs(String values) {
    SortedMap<String, Double> parsed = new TreeMap<>();
    for (String word : values.trim().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        int equals = word.indexOf('=');
        parsed.put(word.substring(0, equals), Double.valueOf(word.substring(equals + 1)));
      }
    }
    return Inputs.of(parsed);
  }
}
