package org.plimsoll.feeds;

import java.time.Instant;

/// One trade that a venue published: a price and a quantity, with no names.
///
/// @param price units of 10^−priceScale, positive
/// @param quantity units of 10^−quantityScale of the base asset, positive
public record PublicTrade(
    String source,
    String market,
    long sequence,
    Instant eventTime,
    long price,
    int priceScale,
    long quantity,
    int quantityScale)
    implements MarketEvent {

  public PublicTrade {
    if (price <= 0 || quantity <= 0) {
      throw new IllegalArgumentException(
          "Trade of %s at %s: price %d and quantity %d must be positive"
              .formatted(market, eventTime, price, quantity));
    }
  }

  /// The price alone.
  public Tick tick() {
    return new Tick(source, market, sequence, eventTime, price, priceScale);
  }
}
