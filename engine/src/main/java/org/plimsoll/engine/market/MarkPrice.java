package org.plimsoll.engine.market;

import java.time.Instant;

/// The price at which a contract's positions are valued.
///
/// @param instrument the contract: `BTC-PERP`
/// @param price scaled by `priceScale`, positive
/// @param index the index it rests on
/// @param premium the averaged premium of the contract over the index before the limit, a fraction
public record MarkPrice(String instrument, long price, IndexPrice.Known index, double premium) {

  public MarkPrice {
    if (price <= 0) {
      throw new IllegalArgumentException("Mark of " + instrument + " is not positive: " + price);
    }
  }

  /// Decimal digits of the price.
  public int priceScale() {
    return index.priceScale();
  }

  /// When it was formed, UTC.
  public Instant asOf() {
    return index.asOf();
  }

  /// What every margin rate of the contract is multiplied by; at least 1, above 1 while the index
  /// is held.
  public double rateFactor() {
    return index.rateFactor();
  }
}
