package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an account holds of one instrument.
///
/// @param quantity negative when short
public record PositionRow(
    String instrument,
    BigDecimal quantity,
    BigDecimal entryPrice,
    @Nullable BigDecimal markPrice,
    @Nullable BigDecimal notional,
    @Nullable BigDecimal unrealisedProfit,
    @Nullable Double initialRate,
    @Nullable BigDecimal initialRequirement,
    @Nullable BigDecimal maintenanceRequirement,
    @Nullable Liquidation liquidation) {
  /// The price of the instrument at which the account would be liquidated.
  ///
  /// @param worst the nearer price
  /// @param best the farther price
  /// @param reason for {@link Kind#UNAVAILABLE}, the engine's reason
  /// @param assumptions what was held fixed, for people
  public record Liquidation(
      Kind kind,
      @Nullable BigDecimal worst,
      @Nullable BigDecimal best,
      @Nullable String reason,
      List<String> assumptions) {
    /// Copies the list.
    public Liquidation {
      assumptions = List.copyOf(assumptions);
    }
  }

  /// Whether there is such a price.
  public enum Kind {
    /// There is.
    PRICE,
    /// No positive price liquidates the account.
    NONE,
    /// It cannot be given now.
    UNAVAILABLE
  }
}
