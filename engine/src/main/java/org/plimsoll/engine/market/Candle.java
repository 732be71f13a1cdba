package org.plimsoll.engine.market;

import java.time.Instant;

/// The open, high, low and close of one bar of a market, with the volume traded in it.
///
/// Prices are finite and positive, and low ≤ open, close ≤ high.
///
/// @param openTime when the bar opens, UTC
/// @param volume in units of the base asset, not negative
public record Candle(
    Instant openTime, double open, double high, double low, double close, double volume) {

  public Candle {
    if (!(low > 0 && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Candle at "
              + openTime
              + ": low "
              + low
              + " and high "
              + high
              + " must be positive and finite");
    }
    if (!(low <= open && open <= high && low <= close && close <= high)) {
      throw new IllegalArgumentException(
          "Candle at "
              + openTime
              + ": open "
              + open
              + " and close "
              + close
              + " must lie within low "
              + low
              + " and high "
              + high);
    }
    if (!(volume >= 0)) {
      throw new IllegalArgumentException(
          "Candle at " + openTime + ": volume " + volume + " is negative");
    }
  }

  /// Whether nothing traded: no volume and one price throughout.
  public boolean isFlat() {
    return volume == 0 && high == low;
  }
}
