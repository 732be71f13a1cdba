package org.plimsoll.engine.volatility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// Which model sets a market's volatility for margin, and why.
///
/// @param at when it was decided
/// @param inCharge the rung of the ladder whose figure is used
/// @param model its model
/// @param sigmaDay its deviation over one day, before floor and bound on the fall
/// @param trigger what took the wanted model out of charge; null when it is in charge
/// @param detail the same in a sentence; empty when it is in charge
/// @param floor the long-run floor, 0 while the history is too short for one
/// @param exceedances of the champion's 95 % edge among the last {@code observed} days
/// @param observed on how many of the last 60 days that edge was judged
/// @param candidates every rung, from the first on
public record SigmaDecision(
    Instant at,
    Rung inCharge,
    String model,
    double sigmaDay,
    @Nullable Reason trigger,
    String detail,
    double floor,
    int exceedances,
    int observed,
    List<Candidate> candidates) {
  /// The ladder, from the first choice down.
  public enum Rung {
    /// A promoted model from outside.
    CHALLENGER,
    /// The regression that is fitted every midnight.
    CHAMPION,
    /// The exponentially weighted mean.
    EWMA,
    /// A high quantile of the market's own past.
    STRESS_FLOOR
  }

  /// A rung, what it says, and what speaks against it.
  ///
  /// @param sigmaDay deviation over one day; null when it has none
  /// @param trigger what takes it out of charge; null when nothing does
  public record Candidate(
      Rung rung, String model, @Nullable Double sigmaDay, @Nullable Reason trigger, String detail) {
    boolean isUsable() {
      return sigmaDay != null && trigger == null;
    }
  }

  public SigmaDecision {
    candidates = List.copyOf(candidates);
    if (!(sigmaDay > 0 && sigmaDay < Double.POSITIVE_INFINITY) || !(floor >= 0)) {
      throw new IllegalArgumentException("Sigma " + sigmaDay + " with floor " + floor);
    }
  }

  /// Why the wanted model is not in charge, if it is not.
  public Optional<Reason> reason() {
    return Optional.ofNullable(trigger);
  }

  /// Whether another decision names the same model for the same reason.
  public boolean agreesWith(SigmaDecision other) {
    return inCharge == other.inCharge && model.equals(other.model) && trigger == other.trigger;
  }
}
