package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rate at the instant at which it changed.
public record RatePoint(
    Instant time,
    @Nullable Long sequence,
    RateKind kind,
    @Nullable Double rate,
    @Nullable Double demandedRate,
    @Nullable Double lawfulFloor,
    @Nullable Double maintenanceRate,
    @Nullable BigDecimal markPrice,
    @Nullable List<GovernorStepRow> governorSteps,
    @Nullable String packHash) {
  /// Copies the list.
  public RatePoint {
    governorSteps = governorSteps == null ? null : List.copyOf(governorSteps);
  }
}
