package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.service.api.view.EffectRow;

/// Steps of default management in the API's words.
final class DefaultRows {
  private final VenueTerms terms;
  private final long sequence;
  private final Instant time;

  DefaultRows(VenueTerms terms, long sequence, Instant time) {
    this.terms = terms;
    this.sequence = sequence;
    this.time = time;
  }

  /// The step as people read it; null for what comes with every trade.
  @Nullable EffectRow of(Effect.DefaultStep step) {
    return switch (step) {
      case Effect.LiquidationOrdered e -> ordered(e);
      case Effect.LiquidationFilled e -> filled(e);
      case Effect.LiquidationOrderEnded e ->
          row(
              "LIQUIDATION_ORDER_ENDED",
              e.account(),
              e.instrument(),
              "Order %d ended with %s unfilled%s"
                  .formatted(
                      e.order(),
                      quantity(e.instrument(), Math.abs(e.left())),
                      e.expired() ? ": the venue did not answer in time" : ""));
      case Effect.LiquidationDeferred e ->
          new EffectRow(
              sequence,
              time,
              "LIQUIDATION_DEFERRED",
              e.account(),
              orNull(e.instrument()),
              null,
              null,
              e.reason().name(),
              e.detail());
      case Effect.LiquidationEnded e ->
          row(
              "LIQUIDATION_ENDED",
              e.account(),
              e.instrument(),
              "Equity %s covers maintenance %s again"
                  .formatted(valuation(e.equity()), valuation(e.maintenance())));
      case Effect.PositionTakenOver e -> takenOver(e);
      case Effect.Deleveraged e -> deleveraged(e);
      case Effect.DefaultResolved e -> resolved(e);
      case Effect.PoolMoved e -> moved(e);
      case Effect.RegimeChanged e ->
          row(
              "REGIME_CHANGED",
              "",
              "",
              String.format(
                  Locale.ROOT,
                  "%s → %s: one-day deviation %.2f %%, base pool down %.1f %% today",
                  e.from(),
                  e.to(),
                  100 * e.sigma(),
                  100 * e.drawdown()));
      case Effect.PoolsTargeted e -> targeted(e);
    };
  }

  private EffectRow ordered(Effect.LiquidationOrdered e) {
    return row(
        "LIQUIDATION_ORDER",
        e.account(),
        e.instrument(),
        "%s %s%s at %s or better: equity %s below maintenance %s; mark %s, bankruptcy price %s"
            .formatted(
                e.quantity() < 0 ? "Sell" : "Buy",
                quantity(e.instrument(), Math.abs(e.quantity())),
                e.whole() ? ", the whole position," : "",
                price(e.instrument(), e.limit()),
                valuation(e.equity()),
                valuation(e.maintenance()),
                price(e.instrument(), e.mark()),
                price(e.instrument(), e.bankruptcy())));
  }

  private EffectRow filled(Effect.LiquidationFilled e) {
    return row(
        "LIQUIDATION_FILL",
        e.account(),
        e.instrument(),
        amount(e.asset(), e.fee()),
        e.asset(),
        "%s %s at %s, fee %s %s"
            .formatted(
                e.quantity() < 0 ? "Sold" : "Bought",
                quantity(e.instrument(), Math.abs(e.quantity())),
                price(e.instrument(), e.price()),
                amount(e.asset(), e.fee()).toPlainString(),
                e.asset()));
  }

  private EffectRow takenOver(Effect.PositionTakenOver e) {
    return row(
        "TAKEOVER",
        e.account(),
        e.instrument(),
        BigDecimal.valueOf(e.worth(), terms.valuation().scale()),
        terms.valuation().code(),
        "The venue took over %s %s at the bankruptcy price %s, mark %s"
            .formatted(
                e.quantity() < 0 ? "short" : "long",
                quantity(e.instrument(), Math.abs(e.quantity())),
                price(e.instrument(), e.price()),
                price(e.instrument(), e.mark())));
  }

  private EffectRow deleveraged(Effect.Deleveraged e) {
    return row(
        "DELEVERAGED",
        e.account(),
        e.instrument(),
        "%s closed at %s, the bankruptcy price of %s; place %d in the queue, mark %s"
            .formatted(
                quantity(e.instrument(), e.quantity()),
                price(e.instrument(), e.price()),
                e.defaulter(),
                e.place(),
                price(e.instrument(), e.mark())));
  }

  private EffectRow resolved(Effect.DefaultResolved e) {
    return row(
        "DEFAULT_RESOLVED",
        e.account(),
        e.instrument(),
        amount(e.asset(), e.loss()),
        e.asset(),
        "Loss %s %s: pools and own capital paid %s, uncovered %s"
            .formatted(
                amount(e.asset(), e.loss()).toPlainString(),
                e.asset(),
                amount(e.asset(), e.paid()).toPlainString(),
                amount(e.asset(), e.uncovered()).toPlainString()));
  }

  private @Nullable EffectRow moved(Effect.PoolMoved e) {
    if (e.cause().equals("LEVY") || e.cause().equals("LIQUIDATION_FEE")) {
      return null;
    }
    return row(
        e.units() < 0 ? "POOL_DRAWN" : "POOL_FILLED",
        e.account(),
        "",
        amount(e.asset(), e.units()),
        e.asset(),
        "%s: %s, %s %s left"
            .formatted(
                e.pool(), e.cause(), amount(e.asset(), e.balance()).toPlainString(), e.asset()));
  }

  private EffectRow targeted(Effect.PoolsTargeted e) {
    return row(
        "POOLS_TARGETED",
        "",
        "",
        "Base pool %s of %s (%s), insurance pool %s of %s"
            .formatted(
                valuation(e.base()),
                valuation(e.baseTarget()),
                e.scenario().isEmpty() ? "nobody loses" : e.scenario(),
                valuation(e.insurance()),
                valuation(e.insuranceTarget())));
  }

  private EffectRow row(String type, String account, String instrument, String detail) {
    return row(type, account, instrument, null, null, detail);
  }

  private EffectRow row(
      String type,
      String account,
      String instrument,
      @Nullable BigDecimal amount,
      @Nullable String asset,
      String detail) {
    return new EffectRow(
        sequence, time, type, orNull(account), orNull(instrument), amount, asset, null, detail);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private String valuation(long units) {
    return BigDecimal.valueOf(units, terms.valuation().scale()).toPlainString()
        + " "
        + terms.valuation().code();
  }

  private BigDecimal amount(String code, long units) {
    int scale =
        terms.collateral().stream()
            .map(VenueTerms.CollateralTerms::asset)
            .filter(asset -> asset.code().equals(code))
            .findFirst()
            .orElse(terms.valuation())
            .scale();
    return BigDecimal.valueOf(units, scale);
  }

  private String price(String instrument, long units) {
    return BigDecimal.valueOf(units, contract(instrument).priceScale()).toPlainString();
  }

  private String quantity(String instrument, long units) {
    return BigDecimal.valueOf(units, contract(instrument).quantityScale()).toPlainString();
  }

  private ContractTerms contract(String instrument) {
    return terms.contracts().stream()
        .filter(listing -> listing.contract().id().equals(instrument))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No instrument " + instrument))
        .contract()
        .terms();
  }
}
