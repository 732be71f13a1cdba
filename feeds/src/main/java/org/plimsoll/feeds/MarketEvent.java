package org.plimsoll.feeds;

import java.time.Instant;

/// Something a market did, at the instant at which it could first be known.
public sealed interface MarketEvent permits ExactCandle, PublicTrade, FundingRate, Tick {
  /// The venue or oracle that reported it.
  String source();

  /// The market it concerns.
  String market();

  /// When it could first be known, UTC. A candle is known when it closes.
  Instant eventTime();

  /// Its place in its feed, ascending from the feed's first row whatever the window.
  long sequence();
}
