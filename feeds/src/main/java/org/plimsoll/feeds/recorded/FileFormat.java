package org.plimsoll.feeds.recorded;

/// The layouts of files that are understood. Columns are counted from 0.
public enum FileFormat {
  /// Our candles: the opening of the bar in ISO 8601, the market, four prices and the volume.
  CANONICAL_CANDLES("timestamp_utc_iso8601,symbol,open,high,low,close,volume", true, 7, 7, 0, 2),

  /// Klines of the public archive at data.binance.vision: twelve columns, the header optional, the
  /// time in milliseconds or, for spot from 2025 on, in microseconds.
  ARCHIVE_KLINES("open_time,open,high,low,close,volume,close_time", false, 12, 12, 0, 1),

  /// Our trades: time in ISO 8601, market, price and quantity.
  CANONICAL_TRADES("timestamp_utc_iso8601,symbol,price,quantity", true, 4, 4, 0, 2),

  /// Trades as Bitstamp's history gives them: seconds since 1970, price and amount.
  BITSTAMP_TRADES("timestamp,price,amount", true, 3, 3, 0, 1),

  /// Trades of the public archive at data.binance.vision, the header optional.
  ARCHIVE_TRADES("id,price,qty,", false, 6, 7, 4, 1),

  /// Aggregated trades of the public archive at data.binance.vision, the header optional.
  ARCHIVE_AGGREGATE_TRADES("agg_trade_id,price,quantity,", false, 7, 8, 5, 1),

  /// Our funding rates: settlement in ISO 8601, market and rate.
  CANONICAL_FUNDING("timestamp_utc_iso8601,symbol,funding_rate", true, 3, 3, 0, 2),

  /// Funding rates of the public archive at data.binance.vision, the header optional.
  ARCHIVE_FUNDING("calc_time,funding_interval_hours,last_funding_rate", false, 3, 3, 0, 2);

  private final String header;
  private final boolean headerRequired;
  private final int leastColumns;
  private final int mostColumns;
  private final int timeColumn;
  private final int firstValueColumn;

  FileFormat(
      String header,
      boolean headerRequired,
      int leastColumns,
      int mostColumns,
      int timeColumn,
      int firstValueColumn) {
    this.header = header;
    this.headerRequired = headerRequired;
    this.leastColumns = leastColumns;
    this.mostColumns = mostColumns;
    this.timeColumn = timeColumn;
    this.firstValueColumn = firstValueColumn;
  }

  /// The header line, or how it begins where it may be absent.
  public String header() {
    return header;
  }

  /// Whether a file without the header is refused.
  public boolean headerRequired() {
    return headerRequired;
  }

  int leastColumns() {
    return leastColumns;
  }

  int mostColumns() {
    return mostColumns;
  }

  int timeColumn() {
    return timeColumn;
  }

  /// The column of the opening price, of the price or of the rate; the other values follow it.
  int firstValueColumn() {
    return firstValueColumn;
  }

  /// Whether column 1 repeats the market.
  boolean namesMarket() {
    return switch (this) {
      case CANONICAL_CANDLES, CANONICAL_TRADES, CANONICAL_FUNDING -> true;
      case ARCHIVE_KLINES,
          BITSTAMP_TRADES,
          ARCHIVE_TRADES,
          ARCHIVE_AGGREGATE_TRADES,
          ARCHIVE_FUNDING ->
          false;
    };
  }
}
