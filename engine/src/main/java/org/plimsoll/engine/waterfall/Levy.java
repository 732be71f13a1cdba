package org.plimsoll.engine.waterfall;

import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// What both sides of a trade pay into the volatility insurance pool: a formula of volatility and
/// of how full the pool is, bounded.
///
/// The formula may read `sigma_day`, the deviation forecast for one day in the contract's market,
/// and `fill`, the pool's balance over its target, 0 to 1, and gives a fraction of notional.
public final class Levy {
  private final Formula formula;
  private final long cap;

  private Levy(Formula formula, long cap) {
    this.formula = formula;
    this.cap = cap;
  }

  /// The levy with a formula.
  ///
  /// @param cap most of notional that is taken, in billionths
  /// @throws IllegalArgumentException when the text is not a formula for a rate
  public static Levy of(String text, long cap) {
    if (cap < 0 || cap > Billionths.ONE) {
      throw new IllegalArgumentException(
          "The cap of the levy is " + Billionths.toRate(cap) + ", not 0 to 1");
    }
    SortedMap<String, Unit> inputs = new TreeMap<>();
    inputs.put("sigma_day", Unit.volatilityOver(1));
    inputs.put("fill", Unit.RATE);
    return switch (Formula.check(text, inputs)) {
      case CheckResult.Rejected rejected ->
          throw new IllegalArgumentException("Levy: " + rejected.errors().getFirst());
      case CheckResult.Accepted(Formula formula) -> {
        if (!formula.resultUnit().isRate()) {
          throw new IllegalArgumentException("Levy gives " + formula.resultUnit() + ", not a rate");
        }
        yield new Levy(formula, cap);
      }
    };
  }

  /// The formula's text.
  public String text() {
    return formula.text();
  }

  /// Most of notional that is taken, in billionths.
  public long cap() {
    return cap;
  }

  /// The levy in billionths, rounded up; the cap when the formula has no value, so that the pool
  /// never goes short because data went missing.
  ///
  /// @param sigmaDay forecast deviation over one day, a fraction
  /// @param fill the pool's balance over its target, 0 to 1
  /// @param factor the regime's factor, in billionths
  public long rate(double sigmaDay, double fill, long factor) {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("sigma_day", sigmaDay);
    values.put("fill", fill);
    return switch (new TreeEvaluator().evaluate(formula, Inputs.of(values))) {
      case Outcome.Value value -> bounded(value.value(), factor);
      case Outcome.Truth _, Outcome.Unavailable _ -> cap;
    };
  }

  private long bounded(double rate, long factor) {
    long base = Billionths.ofRate(Math.min(1, Math.max(0, rate)));
    return Math.min(cap, Exact.multiplyDivide(base, factor, Billionths.ONE, Rounding.UP));
  }
}
