package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened at the venue, of note to people.
///
/// @param type `RATE_CHANGED`, `MARGIN_CALL`, `LIQUIDATION`, `REFUSED` and the like
/// @param detail for people
public record EffectRow(
    long sequence,
    Instant time,
    String type,
    @Nullable String account,
    @Nullable String instrument,
    @Nullable BigDecimal amount,
    @Nullable String asset,
    @Nullable String reason,
    String detail) {}
