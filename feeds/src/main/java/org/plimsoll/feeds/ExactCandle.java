package org.plimsoll.feeds;

import java.time.Instant;
import org.plimsoll.engine.market.Candle;

/// One bar of a market with the prices exactly as the venue printed them.
///
/// @param openTime when the bar opens, UTC
/// @param length how long the bar lasts
/// @param priceScale the number of decimal digits of the four prices
/// @param open units of 10^−priceScale, as are `high`, `low` and `close`
/// @param volume in units of the base asset, not negative; not exact
public record ExactCandle(
    String source,
    String market,
    long sequence,
    Instant openTime,
    BarLength length,
    int priceScale,
    long open,
    long high,
    long low,
    long close,
    double volume)
    implements MarketEvent {

  public ExactCandle {
    boolean ordered = 0 < low && low <= open && open <= high && low <= close && close <= high;
    if (!ordered || !(volume >= 0)) {
      throw new IllegalArgumentException(
          "Candle of %s at %s: open %d, high %d, low %d, close %d at scale %d, volume %s"
              .formatted(market, openTime, open, high, low, close, priceScale, volume));
    }
  }

  /// When the bar closes, which is when it is first known.
  @Override
  public Instant eventTime() {
    return openTime.plus(length.duration());
  }

  /// The bar for estimators: the nearest `double` of each price.
  public Candle candle() {
    return new Candle(
        openTime,
        ExactNumbers.toDouble(open, priceScale),
        ExactNumbers.toDouble(high, priceScale),
        ExactNumbers.toDouble(low, priceScale),
        ExactNumbers.toDouble(close, priceScale),
        volume);
  }

  /// The opening price at another scale.
  ///
  /// @throws ArithmeticException when the price has more digits than the scale holds
  public long openAt(int scale) {
    return ExactNumbers.rescale(open, priceScale, scale);
  }

  /// The highest price at another scale; throws as `openAt` does.
  public long highAt(int scale) {
    return ExactNumbers.rescale(high, priceScale, scale);
  }

  /// The lowest price at another scale; throws as `openAt` does.
  public long lowAt(int scale) {
    return ExactNumbers.rescale(low, priceScale, scale);
  }

  /// The closing price at another scale; throws as `openAt` does.
  public long closeAt(int scale) {
    return ExactNumbers.rescale(close, priceScale, scale);
  }
}
