package org.plimsoll.bench.formula;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Unit;

/// The three formulas that are measured: 7, 37 and 242 nodes.
enum ReferenceFormula {
  /// The founding formula.
  F1("alpha * sigma / ltv + beta", List.of("alpha", "sigma", "ltv", "beta")),

  /// A rate with a floor, a discount, steps by notional and a cap.
  F2(
      "clamp(max(alpha * sigma * sqrt(h / 24) / ltv + beta, fl) * (0.9 if esg > 0.7 else 1.0)"
          + " * steps(notional, [(0, 1.0), (100_000, 1.1), (500_000, 1.25), (2_000_000, 1.5),"
          + " (10_000_000, 2.0)]), 0.005, cap)",
      List.of("alpha", "sigma", "ltv", "beta", "h", "fl", "esg", "notional", "cap")),

  /// The worst of sixteen scenarios of price and volatility, and a floor.
  F3(scenarios(), List.of("fl", "gross", "d", "g", "v"));

  private static final long SEED = 7;
  private static final int STAGGER = 40;

  private final String text;
  private final List<String> inputs;

  ReferenceFormula(String text, List<String> inputs) {
    this.text = text;
    this.inputs = inputs;
  }

  private static String scenarios() {
    var text = new StringBuilder("max(fl * gross");
    for (int k = 0; k < Scenarios.SHIFTS.length; k++) {
      text.append(", -(d * ").append(Scenarios.SHIFTS[k]);
      text.append(" + 0.5 * g * ").append(Scenarios.SHIFTS[k] * Scenarios.SHIFTS[k]);
      text.append(" + v * ").append(Scenarios.VOLATILITY_SHIFTS[k]).append(")");
    }
    return text.append(")").toString();
  }

  String text() {
    return text;
  }

  List<String> inputs() {
    return inputs;
  }

  Formula formula() {
    SortedMap<String, Unit> units = new TreeMap<>();
    inputs.forEach(name -> units.put(name, Unit.RATE));
    return switch (Formula.check(text, units)) {
      case CheckResult.Accepted(Formula formula) -> formula;
      case CheckResult.Rejected(var errors) -> throw new IllegalStateException(errors.toString());
    };
  }

  /// Columns of distinct rows, in the order of {@link #inputs}.
  ///
  /// Each is longer than the one before, because columns a multiple of 4,096 bytes apart hinder each
  /// other in the first cache and in the store buffer, by an amount that changes from run to run.
  double[][] columns(int rows) {
    double[][] columns = new double[inputs.size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = new double[rows + STAGGER * (k + 1)];
      var random = new SplittableRandom(SEED + k);
      for (int i = 0; i < rows; i++) {
        columns[k][i] = value(inputs.get(k), random.nextDouble());
      }
    }
    return columns;
  }

  private static double value(String input, double u) {
    return switch (input) {
      case "alpha" -> 1 + 2 * u;
      case "sigma" -> .2 + u;
      case "ltv" -> .3 + .6 * u;
      case "beta" -> .01 + .02 * u;
      case "h" -> 1 + Math.floor(240 * u);
      case "fl" -> .02 + .05 * u;
      case "esg" -> u;
      case "notional" -> StrictMath.exp(9 + 9 * u);
      case "cap" -> 1 + u;
      case "gross" -> 1e4 + 1e6 * u;
      case "d" -> 1e6 * (u - .5);
      case "g" -> 2e5 * (u - .5);
      case "v" -> 1e5 * (u - .5);
      default -> throw new IllegalArgumentException(input);
    };
  }
}
