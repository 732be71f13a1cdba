package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.service.api.view.EffectRow;

/// Effects in the API's words.
final class EffectRows {
  private EffectRows() {}

  /// The effect as people read it; null for what is of no note to them.
  static @Nullable EffectRow of(Effect effect, long sequence, Instant time, Asset valuation) {
    return switch (effect) {
      case Effect.Applied _ -> null;
      case Effect.ForecastMade _ -> null;
      case Effect.Refused e ->
          new EffectRow(
              sequence, time, "REFUSED", null, null, null, null, e.reason().name(), e.detail());
      case Effect.PriceRefused e ->
          new EffectRow(
              sequence,
              time,
              "PRICE_REFUSED",
              null,
              e.market(),
              null,
              null,
              e.reason().name(),
              e.detail());
      case Effect.IndexHeld e ->
          new EffectRow(
              sequence,
              time,
              "INDEX_HELD",
              null,
              e.market(),
              null,
              null,
              "QUORUM_LOST",
              "The index of " + e.market() + " is held; rates are multiplied by " + e.rateFactor());
      case Effect.IndexRestored e ->
          new EffectRow(
              sequence,
              time,
              "INDEX_RESTORED",
              null,
              e.market(),
              null,
              null,
              null,
              "Enough sources agree on " + e.market() + " again");
      case Effect.RateChanged e ->
          new EffectRow(
              sequence,
              time,
              "RATE_CHANGED",
              null,
              e.instrument(),
              null,
              null,
              null,
              e.rateClass() + " " + e.instrument() + ": " + e.kind() + " " + e.rate());
      case Effect.RateAnnounced e ->
          new EffectRow(
              sequence,
              time,
              "RATE_ANNOUNCED",
              null,
              e.instrument(),
              null,
              null,
              null,
              e.rateClass()
                  + " "
                  + e.instrument()
                  + ": "
                  + e.announced()
                  + " from "
                  + e.effectiveAt());
      case Effect.StatusChanged e -> status(e, sequence, time, valuation);
    };
  }

  private static @Nullable EffectRow status(
      Effect.StatusChanged effect, long sequence, Instant time, Asset valuation) {
    String type =
        switch (effect.to()) {
          case "MARGIN_CALL" -> "MARGIN_CALL";
          case "LIQUIDATABLE", "BANKRUPT" -> "LIQUIDATION";
          default -> "STATUS_CHANGED";
        };
    BigDecimal shortfall =
        BigDecimal.valueOf(Math.max(0, effect.maintenance() - effect.equity()), valuation.scale());
    return new EffectRow(
        sequence,
        time,
        type,
        effect.account(),
        null,
        shortfall,
        valuation.code(),
        null,
        effect.account() + ": " + effect.from() + " → " + effect.to());
  }
}
