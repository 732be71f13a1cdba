package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All leverage tiers of one instrument under a regime.
///
/// @param kind whether there is a rate at all; without one, no tiers
public record TierTable(
    String instrument,
    String jurisdiction,
    String clientClass,
    Instant time,
    RateKind kind,
    List<Tier> tiers) {
  /// Copies the list.
  public TierTable {
    tiers = List.copyOf(tiers);
  }

  /// One tier: requirement = notional × rate − deduction, continuous at every floor.
  ///
  /// @param tier counted from 1
  /// @param notionalCap absent on the last tier
  /// @param maxLeverage the inverse of the initial rate
  public record Tier(
      int tier,
      BigDecimal notionalFloor,
      @Nullable BigDecimal notionalCap,
      double initialRate,
      double maintenanceRate,
      double maxLeverage,
      BigDecimal initialDeduction,
      BigDecimal maintenanceDeduction) {}
}
