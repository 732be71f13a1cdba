package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One account with everything it holds.
public record AccountDetail(
    String id,
    String mode,
    String jurisdiction,
    String clientClass,
    @Nullable Boolean synthetic,
    Instant time,
    long sequence,
    Margin margin,
    List<BalanceRow> balances,
    List<PositionRow> positions) {
  /// Copies the lists.
  public AccountDetail {
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
  }
}
