package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.governor.GovernorStep;
import org.plimsoll.engine.rulebook.governor.Pending;

/// The rate of one contract for one class of clients, with everything that led to it. Immutable.
///
/// @param rateClass id of the class of clients
/// @param instrument the contract
/// @param kind what the law answered: `RATE`, `PROHIBITED`, `PRINCIPLES_ONLY`, `VENUE_SET` or
///     `UNAVAILABLE`
/// @param initial initial margin rate in force, a fraction of notional; 0 when there never was one
/// @param maintenance maintenance margin rate in force
/// @param since when they came into force
/// @param uplift what a held index multiplies the governed rate by; 1 when it is fresh
/// @param resolution the rule that was resolved, or why none was; null before the first update
/// @param determination what the rule said; null when none was resolved
/// @param inputs the observations it said it on
/// @param lawful the least that the law allows for the class
/// @param steps what tools and governor did to the demanded rate
/// @param pending a rise that is announced
public record RateInForce(
    String rateClass,
    String instrument,
    String kind,
    double initial,
    double maintenance,
    Instant since,
    double uplift,
    @Nullable Resolution resolution,
    @Nullable Determination determination,
    Inputs inputs,
    LawfulFloor lawful,
    List<GovernorStep> steps,
    @Nullable Pending pending) {
  public RateInForce {
    steps = List.copyOf(steps);
  }

  /// Whether a rate is or was put in force.
  public boolean isInForce() {
    return initial > 0;
  }

  /// Whether the rate in force undercuts the law.
  public boolean isBelowStatutoryFloor() {
    return isInForce() && lawful.isUndercutBy(initial);
  }

  /// The rule that was resolved, if one was.
  public Optional<RuleSet> ruleSet() {
    return resolution instanceof Resolution.Resolved(RuleSet set)
        ? Optional.of(set)
        : Optional.empty();
  }
}
