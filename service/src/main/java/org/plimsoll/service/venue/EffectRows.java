package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.service.api.view.EffectRow;

/// Effects in the API's words.
final class EffectRows {
  private EffectRows() {}

  /// When and where in the journal something happened.
  private record Place(long sequence, Instant time) {
    EffectRow note(String type, String instrument, @Nullable String reason, String detail) {
      return new EffectRow(sequence, time, type, null, instrument, null, null, reason, detail);
    }
  }

  /// The effect as people read it; null for what is of no note to them.
  static @Nullable EffectRow of(Effect effect, long sequence, Instant time, VenueTerms terms) {
    Place place = new Place(sequence, time);
    return switch (effect) {
      case Effect.Applied _, Effect.ForecastMade _, Effect.SigmaDecided _ -> null;
      case Effect.Refused e ->
          new EffectRow(
              sequence, time, "REFUSED", null, null, null, null, e.reason().name(), e.detail());
      case Effect.PriceRefused e ->
          place.note("PRICE_REFUSED", e.market(), e.reason().name(), e.detail());
      case Effect.IndexHeld e ->
          place.note(
              "INDEX_HELD",
              e.market(),
              "QUORUM_LOST",
              "The index of " + e.market() + " is held; rates are multiplied by " + e.rateFactor());
      case Effect.IndexRestored e ->
          place.note(
              "INDEX_RESTORED",
              e.market(),
              null,
              "Enough sources agree on " + e.market() + " again");
      case Effect.RateChanged e ->
          place.note(
              "RATE_CHANGED",
              e.instrument(),
              null,
              e.rateClass() + " " + e.instrument() + ": " + e.kind() + " " + e.rate());
      case Effect.RateAnnounced e ->
          place.note(
              "RATE_ANNOUNCED",
              e.instrument(),
              null,
              e.rateClass() + ": " + e.announced() + " from " + e.effectiveAt());
      case Effect.StatusChanged e -> status(e, sequence, time, terms.valuation());
      case Effect.DefaultStep e -> new DefaultRows(terms, sequence, time).of(e);
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
