package org.plimsoll.audit.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.RuleSet;

/// An initial margin rate as a function of what the market supplies: a formula, raised to a floor
/// and held by a cap, with every parameter fixed.
///
/// @param name what a reader calls it: a pack id or the text of the formula
/// @param floor null for none
/// @param cap null for none
/// @param constants the parameters, by name
/// @param isLawful whether a rate that is not above 0 or exceeds
///     {@link RateCalculator#LARGEST_RATE} counts as no rate, as it does for rule packs
public record RateFunction(
    String name,
    Formula initial,
    @Nullable Formula floor,
    @Nullable Formula cap,
    SortedMap<String, Double> constants,
    boolean isLawful) {
  private static final TreeEvaluator EVALUATOR = new TreeEvaluator();

  /// Copies the constants and checks that every formula gives a number.
  public RateFunction {
    constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
    if (initial.resultUnit().isBoolean()) {
      throw new IllegalArgumentException("A rate is a number, not a truth: " + initial);
    }
  }

  /// A formula by itself.
  public static RateFunction of(Formula formula, SortedMap<String, Double> parameters) {
    return new RateFunction(formula.text(), formula, null, null, parameters, false);
  }

  /// The rate of a rule, or nothing when the rule sets none.
  public static Optional<RateFunction> of(RuleSet rules) {
    FormulaVersion formulas = rules.formulas();
    return formulas == null
        ? Optional.empty()
        : Optional.of(
            new RateFunction(
                rules.packId(),
                formulas.initial(),
                formulas.floor(),
                formulas.cap(),
                rules.constants(),
                true));
  }

  /// The same with other values for some of its constants.
  ///
  /// @throws IllegalArgumentException if one is no constant of it
  public RateFunction with(SortedMap<String, Double> changes) {
    SortedMap<String, Double> all = new TreeMap<>(constants);
    changes.forEach(
        (name, value) -> {
          if (all.put(name, value) == null) {
            throw new IllegalArgumentException(name + " is no parameter of " + this.name);
          }
        });
    return new RateFunction(name, initial, floor, cap, all, isLawful);
  }

  /// The formulas, initial margin first.
  public List<Formula> parts() {
    List<Formula> parts = new ArrayList<>(List.of(initial));
    Optional.ofNullable(floor).ifPresent(parts::add);
    Optional.ofNullable(cap).ifPresent(parts::add);
    return parts;
  }

  /// The names that it reads and that are not its own constants, with their units.
  public SortedMap<String, Unit> observations() {
    SortedMap<String, Unit> names = new TreeMap<>();
    for (Formula part : parts()) {
      SortedSet<String> read = new TreeSet<>(FormulaInputs.readBy(part));
      read.removeAll(constants.keySet());
      read.forEach(one -> names.put(one, part.inputs().getOrDefault(one, Unit.RATE)));
    }
    return names;
  }

  /// The rate at a point, by the reference evaluator.
  public Outcome at(SortedMap<String, Double> point) {
    SortedMap<String, Double> values = new TreeMap<>(point);
    values.putAll(constants);
    Inputs inputs = Inputs.of(values);
    Outcome rate = EVALUATOR.evaluate(initial, inputs);
    Outcome least = floor == null ? null : EVALUATOR.evaluate(floor, inputs);
    Outcome most = cap == null ? null : EVALUATOR.evaluate(cap, inputs);
    if (!(rate instanceof Outcome.Value(double value, Unit unit))) {
      return rate;
    }
    if (least instanceof Outcome.Unavailable none) {
      return none;
    }
    if (most instanceof Outcome.Unavailable none) {
      return none;
    }
    double low = least instanceof Outcome.Value(double v, var _) ? v : Double.NEGATIVE_INFINITY;
    double high = most instanceof Outcome.Value(double v, var _) ? v : Double.POSITIVE_INFINITY;
    if (low > high) {
      return new Outcome.Unavailable(
          Reason.CLAMP_BOUNDS_CROSSED, "The floor " + low + " is above the cap " + high);
    }
    double bounded = Math.min(Math.max(value, low), high);
    return isLawful && !(bounded > 0 && bounded <= RateCalculator.LARGEST_RATE)
        ? new Outcome.Unavailable(Reason.RATE_OUT_OF_RANGE, "The rate is " + bounded)
        : new Outcome.Value(bounded, unit);
  }
}
