package org.plimsoll.engine.rulebook;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Explanation;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.quantity.Reason;

/// Applies a rule set to observations. Pure; keeps no state.
///
/// A result never comes from a missing value, and a rate that is not positive, or above
/// {@link #LARGEST_RATE}, is unavailable rather than used.
public final class RateCalculator {
  /// The largest rate with a meaning: ten times the notional.
  public static final double LARGEST_RATE = 10.0;

  /// Names of the parts in {@link #explain}.
  public static final String INITIAL = "initial";

  /// The maintenance formula.
  public static final String MAINTENANCE = "maintenance";

  /// The floor formula.
  public static final String FLOOR = "floor";

  /// The cap formula.
  public static final String CAP = "cap";

  private static final TreeEvaluator EVALUATOR = new TreeEvaluator();

  private final RuleSet rules;
  private final Inputs inputs;

  private RateCalculator(RuleSet rules, Inputs observations) {
    this.rules = rules;
    this.inputs = inputsOf(rules, observations);
  }

  /// What `rules` say, given `observations`. Only observations that the pack lists are read.
  public static Determination determine(RuleSet rules, Inputs observations) {
    return switch (rules.status()) {
      case PROHIBITED -> new Determination.Prohibited(rules);
      case PRINCIPLES_ONLY -> new Determination.PrinciplesOnly(rules);
      case VENUE_PARAMETER ->
          rules.formulas() == null
              ? new Determination.VenueSet(rules)
              : new RateCalculator(rules, observations).determine();
      case IN_FORCE, SUPERSEDED, DRAFT, LITIGATED, RESEARCH, SCENARIO ->
          new RateCalculator(rules, observations).determine();
    };
  }

  /// Every step of every formula in force, by part: `initial`, then `floor`, `cap` and
  /// `maintenance` where the rule has them. Empty when the rule sets no rate.
  public static SortedMap<String, Explanation> explain(RuleSet rules, Inputs observations) {
    SortedMap<String, Explanation> parts = new TreeMap<>();
    FormulaVersion formulas = rules.formulas();
    if (formulas != null) {
      Inputs inputs = inputsOf(rules, observations);
      put(parts, INITIAL, formulas.initial(), inputs);
      put(parts, FLOOR, formulas.floor(), inputs);
      put(parts, CAP, formulas.cap(), inputs);
      if (determine(rules, observations) instanceof Determination.Rate rate) {
        Inputs more = inputs.with(FormulaInputs.INITIAL_RATE, rate.rate());
        put(parts, MAINTENANCE, formulas.maintenance(), more);
      }
    }
    return Collections.unmodifiableSortedMap(parts);
  }

  /// The maintenance margin rate that goes with the initial rate a governor arrived at, or nothing
  /// when the maintenance formula gives none in the range from 0 (excluded) to `initialRate`.
  public static OptionalDouble maintenance(RuleSet rules, Inputs observations, double initialRate) {
    FormulaVersion formulas = rules.formulas();
    Formula formula = formulas == null ? null : formulas.maintenance();
    if (formula == null) {
      return OptionalDouble.of(initialRate);
    }
    Inputs inputs = inputsOf(rules, observations).with(FormulaInputs.INITIAL_RATE, initialRate);
    double value = number(EVALUATOR.evaluate(formula, inputs), 0.0);
    return value > 0.0 && value <= initialRate ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static Inputs inputsOf(RuleSet rules, Inputs observations) {
    SortedMap<String, Double> values = new TreeMap<>(rules.constants());
    for (String name : rules.observations()) {
      observations.find(name).ifPresent(value -> values.put(name, value));
    }
    return Inputs.of(values);
  }

  private static void put(
      SortedMap<String, Explanation> parts, String part, @Nullable Formula formula, Inputs inputs) {
    if (formula != null) {
      parts.put(part, EVALUATOR.explain(formula, inputs));
    }
  }

  private Determination determine() {
    FormulaVersion formulas = rules.formulas();
    if (formulas == null) {
      return unavailable(Reason.NO_RULE_IN_FORCE, rules.packId() + " sets no margin rate");
    }
    return switch (EVALUATOR.evaluate(formulas.initial(), inputs)) {
      case Outcome.Unavailable(Reason reason, String detail) -> unavailable(reason, detail);
      case Outcome.Truth _ -> throw new IllegalStateException("A rate formula gave a truth");
      case Outcome.Value(double value, var _) -> bounded(formulas, value);
    };
  }

  private Determination bounded(FormulaVersion formulas, double unbounded) {
    Outcome floor = evaluate(formulas.floor(), inputs);
    Outcome cap = evaluate(formulas.cap(), inputs);
    if (floor instanceof Outcome.Unavailable(Reason reason, String detail)) {
      return unavailable(reason, detail);
    }
    if (cap instanceof Outcome.Unavailable(Reason reason, String detail)) {
      return unavailable(reason, detail);
    }
    double least = number(floor, 0.0);
    double most = number(cap, Double.POSITIVE_INFINITY);
    if (least > most) {
      return unavailable(
          Reason.CLAMP_BOUNDS_CROSSED, "The floor " + least + " is above the cap " + most);
    }
    double rate = Math.min(Math.max(unbounded, least), most);
    return rate > 0.0 && rate <= LARGEST_RATE
        ? withMaintenance(formulas, rate, unbounded, least, most)
        : outOfRange("initial", rate, LARGEST_RATE);
  }

  private Determination withMaintenance(
      FormulaVersion formulas, double rate, double unbounded, double floor, double cap) {
    Inputs more = inputs.with(FormulaInputs.INITIAL_RATE, rate);
    Outcome outcome = evaluate(formulas.maintenance(), more);
    if (outcome instanceof Outcome.Unavailable(Reason reason, String detail)) {
      return unavailable(reason, detail);
    }
    double maintenance = number(outcome, rate);
    return maintenance > 0.0 && maintenance <= rate
        ? new Determination.Rate(rules, rate, unbounded, floor, cap, maintenance)
        : outOfRange("maintenance", maintenance, rate);
  }

  private static @Nullable Outcome evaluate(@Nullable Formula formula, Inputs inputs) {
    return formula == null ? null : EVALUATOR.evaluate(formula, inputs);
  }

  private static double number(@Nullable Outcome outcome, double otherwise) {
    return outcome instanceof Outcome.Value(double value, var _) ? value : otherwise;
  }

  private Determination outOfRange(String margin, double rate, double largest) {
    return unavailable(
        Reason.RATE_OUT_OF_RANGE,
        "The "
            + margin
            + " margin rate of "
            + rules.packId()
            + " is "
            + rate
            + ", which is not above 0 and at most "
            + largest);
  }

  private Determination unavailable(Reason reason, String detail) {
    return new Determination.Unavailable(rules, reason, detail);
  }
}
