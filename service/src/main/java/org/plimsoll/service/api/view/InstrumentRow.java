package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A listed instrument.
///
/// @param kind `PERPETUAL`, `FUTURE`, `OPTION` or `SPOT`
/// @param instrumentClass the class that rule packs know it by
/// @param settlement `LINEAR` or `INVERSE`
/// @param openInterest long quantity open at the venue
public record InstrumentRow(
    String id,
    String kind,
    String instrumentClass,
    String underlyingClass,
    String base,
    String settlementAsset,
    String settlement,
    int priceScale,
    int quantityScale,
    @Nullable Instant expiry,
    @Nullable BigDecimal markPrice,
    @Nullable Instant markTime,
    @Nullable BigDecimal openInterest) {}
