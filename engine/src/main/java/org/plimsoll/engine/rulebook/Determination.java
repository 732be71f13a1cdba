package org.plimsoll.engine.rulebook;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// What a rule says about the margin of one case at one instant: not always a rate.
public sealed interface Determination {
  /// The rule that was applied.
  RuleSet ruleSet();

  /// A rate.
  ///
  /// @param rate the initial margin rate as a fraction of notional, after floor and cap
  /// @param unbounded what the formula gave before floor and cap
  /// @param floor the rule's floor, 0 when it has none
  /// @param cap the rule's cap, infinite when it has none
  /// @param maintenance the maintenance margin rate, at most `rate`
  record Rate(
      RuleSet ruleSet, double rate, double unbounded, double floor, double cap, double maintenance)
      implements Determination {
    /// Whether a cap holds the rate below what the formula asks for, which leaves a risk uncovered.
    public boolean isHeldByCap() {
      return unbounded > rate;
    }

    /// How the rate bounds what a venue may ask for.
    public BoundKind boundKind() {
      return ruleSet.boundKind();
    }
  }

  /// The product is forbidden to the client.
  record Prohibited(RuleSet ruleSet) implements Determination {}

  /// The law states principles and prescribes no figure.
  record PrinciplesOnly(RuleSet ruleSet) implements Determination {}

  /// The law leaves the figure to the venue.
  record VenueSet(RuleSet ruleSet) implements Determination {}

  /// No figure can be given.
  record Unavailable(RuleSet ruleSet, Reason reason, String detail) implements Determination {}

  /// The pack that was applied.
  default String packId() {
    return ruleSet().packId();
  }

  /// The SHA-256 of the pack that was applied.
  default String packHash() {
    return ruleSet().packHash();
  }

  /// The legal standing of the answer.
  default Status status() {
    return ruleSet().status();
  }

  /// What every reader of the answer must be shown; empty for law.
  default String watermark() {
    return ruleSet().watermark();
  }

  /// Where the rule can be read.
  default List<Citation> citations() {
    return ruleSet().citations();
  }
}
