package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accounts by status, and totals by settlement asset.
///
/// @param statuses every status once, zero included
/// @param marginCalls since the venue's first command; absent while they are counted
/// @param liquidations since the venue's first command; absent while they are counted
public record AccountSummary(
    Instant time,
    long sequence,
    int accounts,
    @Nullable Boolean synthetic,
    List<StatusCount> statuses,
    List<Total> totals,
    @Nullable Long marginCalls,
    @Nullable Long liquidations) {
  /// Copies the lists.
  public AccountSummary {
    statuses = List.copyOf(statuses);
    totals = List.copyOf(totals);
  }

  /// The same with what was counted.
  public AccountSummary withCounts(long calls, long liquidated) {
    return new AccountSummary(
        time, sequence, accounts, synthetic, statuses, totals, calls, liquidated);
  }

  /// How many accounts have one status.
  public record StatusCount(String status, int accounts) {}

  /// Sums over all accounts, in one asset.
  public record Total(
      String asset,
      BigDecimal equity,
      BigDecimal initialRequirement,
      BigDecimal maintenanceRequirement,
      BigDecimal shortfall) {}
}
