package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account's margin before and after changes.
///
/// @param accepted whether the venue would accept the changes
/// @param reason the engine's reason when not
public record Simulation(
    String account,
    Instant time,
    long sequence,
    boolean accepted,
    @Nullable String reason,
    @Nullable String detail,
    State before,
    State after) {
  /// Margin and holdings at one moment.
  public record State(Margin margin, List<BalanceRow> balances, List<PositionRow> positions) {
    /// Copies the lists.
    public State {
      balances = List.copyOf(balances);
      positions = List.copyOf(positions);
    }
  }
}
