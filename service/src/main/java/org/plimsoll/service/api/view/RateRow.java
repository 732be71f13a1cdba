package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rate of one instrument under one regime.
///
/// @param reason for {@link RateKind#UNAVAILABLE}, the engine's reason
/// @param rate the initial margin rate in effect, after the governor
/// @param demandedRate what formula, floor and cap ask for now, before the governor
/// @param unboundedRate what the formula alone gives
/// @param floor the pack's floor
/// @param cap the pack's cap
/// @param lawfulFloor the least that the law allows here
/// @param belowStatutoryFloor whether the rate undercuts the lawful floor
/// @param boundKind `FLOOR`, `CAP` or `POINT`
/// @param sigmaDay volatility realised over the last day
/// @param forecastSigmaDay volatility forecast for the next day
/// @param packHash hash of the rule set, hexadecimal
/// @param status the pack's status
/// @param pending a change already announced
public record RateRow(
    String instrument,
    RateKind kind,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable Double rate,
    @Nullable Double demandedRate,
    @Nullable Double unboundedRate,
    @Nullable Double floor,
    @Nullable Double cap,
    @Nullable Double lawfulFloor,
    @Nullable Boolean belowStatutoryFloor,
    @Nullable String boundKind,
    @Nullable Double maintenanceRate,
    @Nullable Double sigmaDay,
    @Nullable Double forecastSigmaDay,
    @Nullable BigDecimal markPrice,
    @Nullable Instant markTime,
    @Nullable String packId,
    @Nullable String packVersion,
    @Nullable String packHash,
    @Nullable String status,
    @Nullable String watermark,
    @Nullable List<GovernorStepRow> governorSteps,
    @Nullable Instant effectiveSince,
    @Nullable Pending pending) {
  /// Copies the list.
  public RateRow {
    governorSteps = governorSteps == null ? null : List.copyOf(governorSteps);
  }

  /// A change already announced.
  public record Pending(double rate, Instant effectiveAt) {}
}
