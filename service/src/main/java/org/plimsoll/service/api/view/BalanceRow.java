package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What an account holds of one asset.
///
/// @param collateralValue after the haircut, in the margin's asset
public record BalanceRow(
    String asset,
    BigDecimal amount,
    @Nullable Double haircut,
    @Nullable BigDecimal collateralValue) {}
