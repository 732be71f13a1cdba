package org.plimsoll.engine.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Asset;

/// A price that one source gave for one market.
///
/// Whether the price may be used is for the {@link SourceGate} to say; here only its form is
/// checked.
///
/// @param source who gave it: `binance`
/// @param market what it is the price of: `BTC/USDT`
/// @param quote the best bid and ask, where the source gives them
/// @param price scaled by `priceScale`
/// @param priceScale decimal digits of price, bid and ask, 0 to 18
/// @param eventTime when the source says the price held, UTC
public record PriceObservation(
    String source,
    String market,
    @Nullable Quote quote,
    long price,
    int priceScale,
    Instant eventTime) {

  public PriceObservation {
    if (priceScale < 0 || priceScale > Asset.MAX_SCALE) {
      throw new IllegalArgumentException(
          "Price of " + market + " has scale " + priceScale + ", limit 0 to " + Asset.MAX_SCALE);
    }
  }
}
