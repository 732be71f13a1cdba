package org.plimsoll.feeds.recorded;

/// Recordings that come inside a published package, so that a demonstration needs no download.
public final class PublishedTrades {
  private static final String BITSTAMP_2013 = "/bitstamp_trades_from_20131125_usd.csv";
  private static final long WITHOUT_QUANTITY = 18;

  private PublishedTrades() {}

  /// Bitstamp's BTC/USD trades of 25 November to 1 December 2013, from the package
  /// `org.ta4j:ta4j-examples:0.18` (MIT), which must be on the class path.
  ///
  /// Of its 100,000 rows 18 have a quantity of zero; they are counted as faults and not used.
  public static RecordedFeed bitstamp2013() {
    return RecordedFeed.of(
        RecordedSeries.of(
            ByteSource.ofResource(PublishedTrades.class, BITSTAMP_2013),
            FileFormat.BITSTAMP_TRADES,
            new SeriesId("bitstamp", "spot", new Content.Trades(), "BTCUSD")),
        WITHOUT_QUANTITY);
  }
}
