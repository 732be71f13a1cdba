package org.plimsoll.feeds.replay;

/// What stands for a bar in which nothing traded.
public enum EmptyBars {
  /// Nothing: the series has a gap there, as an exchange's own candles may.
  OMIT,
  /// A flat bar at the last price with no volume, so that a series has a bar for every interval.
  REPEAT_LAST_PRICE
}
