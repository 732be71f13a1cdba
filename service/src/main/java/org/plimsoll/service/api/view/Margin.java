package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An account's margin, in one asset.
///
/// @param status the name of an account status, `MARGIN_CALL` for instance
/// @param reason why the amounts are absent
/// @param collateral what counts as cover, after haircuts
/// @param shortfall how much is missing to the requirement that was breached; zero when none was
/// @param marginRatio collateral over maintenance requirement; absent without positions
public record Margin(
    String asset,
    String status,
    @Nullable String reason,
    @Nullable BigDecimal equity,
    @Nullable BigDecimal collateral,
    @Nullable BigDecimal initialRequirement,
    @Nullable BigDecimal maintenanceRequirement,
    @Nullable BigDecimal shortfall,
    @Nullable BigDecimal marginRatio) {}
