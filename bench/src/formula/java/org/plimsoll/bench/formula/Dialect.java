package org.plimsoll.bench.formula;

import java.util.ArrayList;
import java.util.List;

/// The three formulas in the words of another engine.
///
/// @param prefix before the names of functions, `math.` for instance
/// @param max the name of the larger of two
/// @param min the name of the smaller of two
/// @param variadic whether `max` takes any number of arguments
/// @param choice a pattern of a condition and two values
record Dialect(String prefix, String max, String min, boolean variadic, String choice) {
  static final String TERNARY = "(%s ? %s : %s)";

  static Dialect of(String prefix) {
    return new Dialect(prefix, "max", "min", false, TERNARY);
  }

  String text(ReferenceFormula formula) {
    return switch (formula) {
      case F1 -> "alpha * sigma / ltv + beta";
      case F2 -> rate();
      case F3 -> worst();
    };
  }

  private String call(String function, String... arguments) {
    return prefix + function + "(" + String.join(", ", arguments) + ")";
  }

  private String larger(List<String> values) {
    if (variadic) {
      return call(max, values.toArray(String[]::new));
    }
    String largest = values.getFirst();
    for (String value : values.subList(1, values.size())) {
      largest = call(max, largest, value);
    }
    return largest;
  }

  private String rate() {
    String root = call(max.equals("MAX") ? "SQRT" : "sqrt", "h / 24.0");
    String rate = "alpha * sigma * " + root + " / ltv + beta";
    String step = "2.0";
    String[][] steps = {
      {"10000000.0", "1.5"}, {"2000000.0", "1.25"}, {"500000.0", "1.1"}, {"100000.0", "1.0"}
    };
    for (String[] one : steps) {
      step = choice.formatted("notional < " + one[0], one[1], step);
    }
    String discount = choice.formatted("esg > 0.7", "0.9", "1.0");
    String product = larger(List.of(rate, "fl")) + " * " + discount + " * " + step;
    return call(min, larger(List.of(product, "0.005")), "cap");
  }

  private String worst() {
    List<String> values = new ArrayList<>();
    values.add("fl * gross");
    for (int k = 0; k < Scenarios.SHIFTS.length; k++) {
      double shift = Scenarios.SHIFTS[k];
      values.add(
          "-(d * %s + 0.5 * g * %s + v * %s)"
              .formatted(
                  number(shift), number(shift * shift), number(Scenarios.VOLATILITY_SHIFTS[k])));
    }
    return larger(values);
  }

  private static String number(double value) {
    return value < 0 ? "(" + value + ")" : Double.toString(value);
  }
}
