package org.plimsoll.engine.margin.historical;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.governor.BufferState;
import org.plimsoll.engine.rulebook.governor.GovernorStep;

/// What a historical simulation requires.
public sealed interface HistoricalOutcome {
  /// In the books' money.
  ///
  /// @param measure quantile or tail mean of the losses, not below 0
  /// @param mitigated the measure after the tool against procyclicality
  /// @param initial initial requirement
  /// @param maintenance maintenance requirement
  /// @param worst indices of the observations behind the measure, greatest loss first
  /// @param steps what the tool did
  /// @param buffer what the buffer tool now remembers; null for the others
  record Assessed(
      double measure,
      double mitigated,
      double initial,
      double maintenance,
      List<Integer> worst,
      List<GovernorStep> steps,
      @Nullable BufferState buffer)
      implements HistoricalOutcome {
    public Assessed {
      worst = List.copyOf(worst);
      steps = List.copyOf(steps);
    }
  }

  /// The history is too short, or the tool lacks what it needs.
  record Unavailable(Reason reason, String detail) implements HistoricalOutcome {}
}
