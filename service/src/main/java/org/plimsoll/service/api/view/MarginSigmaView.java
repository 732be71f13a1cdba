package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which model sets a market's volatility for margin, and why.
///
/// @param time when it was decided
/// @param inCharge the rung of the ladder: `CHALLENGER`, `CHAMPION`, `EWMA`, `STRESS_FLOOR`
/// @param sigmaDay what it says, before floor and bound on the fall
/// @param reason an engine reason that took the wanted model out of charge; absent when it is in
/// @param detail the same for people
/// @param floor the long-run floor; absent while the history is too short for one
/// @param exceedances of the champion's 95 % edge among the last `observed` days
/// @param candidates every rung that was there, from the first choice down
public record MarginSigmaView(
    Instant time,
    String inCharge,
    String model,
    Double sigmaDay,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable Double floor,
    int exceedances,
    int observed,
    List<Candidate> candidates) {
  /// Copies the list.
  public MarginSigmaView {
    candidates = List.copyOf(candidates);
  }

  /// A rung, what it says, and what speaks against it.
  public record Candidate(
      String rung,
      String model,
      @Nullable Double sigmaDay,
      @Nullable String reason,
      @Nullable String detail) {}
}
