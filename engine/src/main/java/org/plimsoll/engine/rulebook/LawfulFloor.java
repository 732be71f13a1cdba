package org.plimsoll.engine.rulebook;

import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.quantity.Reason;

/// The least margin rate that the law allows for a case, to be shown beside any other rate.
public sealed interface LawfulFloor {
  /// A rate below which a venue may not go.
  record At(double rate, String packId, String packHash) implements LawfulFloor {}

  /// The product is forbidden: no rate is lawful.
  record Forbidden(String packId, String packHash) implements LawfulFloor {}

  /// The law names no floor, or none can be given.
  ///
  /// @param why in a sentence
  record None(String why) implements LawfulFloor {}

  /// The floor that follows from `resolution`, the answer to a question by jurisdiction and date.
  static LawfulFloor of(Resolution resolution, Inputs observations) {
    return switch (resolution) {
      case Resolution.NoRule(Reason reason, String detail) -> new None(reason + ": " + detail);
      case Resolution.Resolved(RuleSet rules) -> of(RateCalculator.determine(rules, observations));
    };
  }

  /// The floor that follows from `lawful`, the determination of a binding rule.
  static LawfulFloor of(Determination lawful) {
    return switch (lawful) {
      case Determination.Rate rate -> ofRate(rate);
      case Determination.Prohibited no -> new Forbidden(no.packId(), no.packHash());
      case Determination.PrinciplesOnly only -> new None(only.packId() + " states principles only");
      case Determination.VenueSet venue -> new None(venue.packId() + " leaves it to the venue");
      case Determination.Unavailable none -> new None(none.reason() + ": " + none.detail());
    };
  }

  private static LawfulFloor ofRate(Determination.Rate rate) {
    return switch (rate.boundKind()) {
      case FLOOR, POINT ->
          rate.status().isBinding()
              ? new At(rate.rate(), rate.packId(), rate.packHash())
              : new None(rate.packId() + " does not bind");
      case CAP -> new None(rate.packId() + " sets a cap only");
    };
  }

  /// Whether `rate` is below what the law allows.
  default boolean isUndercutBy(double rate) {
    return switch (this) {
      case At at -> rate < at.rate();
      case Forbidden _ -> true;
      case None _ -> false;
    };
  }
}
