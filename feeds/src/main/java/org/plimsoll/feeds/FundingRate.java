package org.plimsoll.feeds;

import java.time.Instant;

/// The rate at which longs paid shorts at a settlement of funding.
///
/// @param eventTime the settlement, UTC
/// @param rate fraction of the notional for the whole interval; negative when shorts paid longs
public record FundingRate(
    String source, String market, long sequence, Instant eventTime, double rate)
    implements MarketEvent {

  public FundingRate {
    if (!Double.isFinite(rate)) {
      throw new IllegalArgumentException(
          "Funding rate of %s at %s is %s".formatted(market, eventTime, rate));
    }
  }
}
