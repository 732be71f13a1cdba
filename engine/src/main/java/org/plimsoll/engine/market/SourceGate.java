package org.plimsoll.engine.market;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Decimals;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// The conditions under which a source's price takes part in an index.
///
/// A price exactly at a limit passes.
///
/// @param source whose prices are judged
/// @param origin where the source has its prices from; sources of one origin share one vote
/// @param maxAge the oldest a price may be when the index is formed
/// @param maxAhead how far the source's clock may run ahead of ours
/// @param maxDeviation the largest distance from the reference price, as a fraction of it
/// @param minPrice the lowest credible price, at the index's scale
/// @param maxPrice the highest credible price, at the index's scale
public record SourceGate(
    String source,
    String origin,
    Duration maxAge,
    Duration maxAhead,
    double maxDeviation,
    long minPrice,
    long maxPrice) {

  public SourceGate {
    if (maxAge.isNegative() || maxAhead.isNegative()) {
      throw new IllegalArgumentException("Gate of " + source + ": an age limit is negative");
    }
    if (!(maxDeviation > 0 && maxDeviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Gate of " + source + ": deviation limit " + maxDeviation + " must be positive");
    }
    if (minPrice <= 0 || maxPrice < minPrice) {
      throw new IllegalArgumentException(
          "Gate of " + source + ": bounds " + minPrice + " to " + maxPrice + " hold no price");
    }
  }

  /// What is wrong with a price on its own, on arrival; null when nothing is.
  ///
  /// @param quote at the same scale as the price
  /// @param previous the event time of the last price accepted from this source
  @Nullable Refusal judge(
      long price,
      @Nullable Quote quote,
      int scale,
      Instant eventTime,
      @Nullable Instant previous,
      Instant now) {
    if (price <= 0 || (quote != null && (quote.bid() <= 0 || quote.ask() <= 0))) {
      return refuse(
          Reason.PRICE_NOT_POSITIVE,
          "price " + Decimals.format(price, scale) + describe(quote, scale) + " must be positive");
    }
    if (quote != null && quote.bid() > quote.ask()) {
      return refuse(Reason.PRICE_CROSSED, "bid is above ask" + describe(quote, scale));
    }
    if (price < minPrice || price > maxPrice) {
      return refuse(
          Reason.PRICE_OUT_OF_BOUNDS,
          "price "
              + Decimals.format(price, scale)
              + " is outside "
              + Decimals.format(minPrice, scale)
              + " to "
              + Decimals.format(maxPrice, scale));
    }
    if (eventTime.isAfter(now.plus(maxAhead))) {
      return refuse(
          Reason.PRICE_FROM_FUTURE,
          "dated " + eventTime + ", now is " + now + ", limit " + maxAhead + " ahead");
    }
    if (previous != null && eventTime.isBefore(previous)) {
      return refuse(
          Reason.TIME_REVERSED, "dated " + eventTime + ", before the last accepted " + previous);
    }
    return null;
  }

  /// What is wrong with a price's age; null when nothing is.
  @Nullable Refusal judgeAge(Instant eventTime, Instant now) {
    Duration age = Duration.between(eventTime, now);
    if (age.compareTo(maxAge) <= 0) {
      return null;
    }
    return refuse(Reason.PRICE_STALE, "price is " + age + " old, limit " + maxAge);
  }

  /// What is wrong with a price's distance from the reference; null when nothing is.
  @Nullable Refusal judgeDeviation(long price, long reference, int scale) {
    long distance = Math.abs(price - reference);
    if (distance <= Exact.multiplyByRate(reference, maxDeviation, Rounding.DOWN)) {
      return null;
    }
    return refuse(
        Reason.PRICE_DEVIATES,
        "price "
            + Decimals.format(price, scale)
            + " is "
            + (double) distance / reference
            + " of the reference "
            + Decimals.format(reference, scale)
            + " away, limit "
            + maxDeviation);
  }

  private Refusal refuse(Reason reason, String detail) {
    return new Refusal(source, reason, source + ": " + detail);
  }

  private static String describe(@Nullable Quote quote, int scale) {
    return quote == null
        ? ""
        : " (bid "
            + Decimals.format(quote.bid(), scale)
            + ", ask "
            + Decimals.format(quote.ask(), scale)
            + ")";
  }
}
