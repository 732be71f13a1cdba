package org.plimsoll.engine.rulebook.governor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// A margin after an anti-procyclicality tool.
public sealed interface Mitigation {
  /// The tool gave a margin.
  ///
  /// @param rate a fraction of notional
  /// @param steps what the tool did; empty when it changed nothing
  /// @param buffer what the buffer tool now remembers; null for the others
  record Mitigated(double rate, List<GovernorStep> steps, @Nullable BufferState buffer)
      implements Mitigation {
    public Mitigated {
      steps = List.copyOf(steps);
    }
  }

  /// The tool lacks a figure that it needs; the margin without it must not be used in its place.
  record Unavailable(Reason reason, String detail) implements Mitigation {}
}
