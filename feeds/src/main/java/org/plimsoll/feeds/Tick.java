package org.plimsoll.feeds;

import java.time.Instant;

/// One price of one market from one source at one instant.
///
/// @param price units of 10^−priceScale, positive
public record Tick(
    String source, String market, long sequence, Instant eventTime, long price, int priceScale)
    implements MarketEvent {

  public Tick {
    if (price <= 0) {
      throw new IllegalArgumentException(
          "Tick of %s at %s: price %d must be positive".formatted(market, eventTime, price));
    }
  }

  /// The price at another scale.
  ///
  /// @throws ArithmeticException when the price has more digits than the scale holds
  public long priceAt(int scale) {
    return ExactNumbers.rescale(price, priceScale, scale);
  }

  /// The `double` nearest to the price.
  public double toDouble() {
    return ExactNumbers.toDouble(price, priceScale);
  }
}
