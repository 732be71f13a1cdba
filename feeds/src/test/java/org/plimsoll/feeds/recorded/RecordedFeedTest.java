package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.FundingRate;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.PublicTrade;
import org.plimsoll.feeds.TextBytes;
import org.plimsoll.feeds.Window;

class RecordedFeedTest {
  private static final String HEADER = "timestamp_utc_iso8601,symbol,open,high,low,close,volume\n";
  private static final SeriesId HOURS =
      new SeriesId("venue", "spot", new Content.Candles(BarLength.HOUR), "XUSDT");

  static List<MarketEvent> read(RecordedFeed feed, Window window) throws IOException {
    List<MarketEvent> events = new ArrayList<>();
    try (EventCursor cursor = feed.open(window)) {
      for (Optional<MarketEvent> e = cursor.next(); e.isPresent(); e = cursor.next()) {
        events.add(e.get());
      }
      assertEquals(Optional.empty(), cursor.next());
    }
    return events;
  }

  private static RecordedFeed candles(String rows, long tolerated) {
    return RecordedFeed.of(
        RecordedSeries.of(
            new TextBytes("venue_spot_1h_XUSDT.csv", HEADER + rows),
            FileFormat.CANONICAL_CANDLES,
            HOURS),
        tolerated);
  }

  @Test
  void aCandleKeepsItsPricesExactly() throws IOException {
    RecordedFeed feed = candles("2024-02-29T23:00:00Z,XUSDT,0.1,0.30,0.0999,0.2,12.5\r\n", 0);
    ExactCandle candle = (ExactCandle) read(feed, Window.ALL).getFirst();
    assertEquals(4, candle.priceScale());
    assertEquals(
        List.of(1000L, 3000L, 999L, 2000L),
        List.of(candle.open(), candle.high(), candle.low(), candle.close()));
    assertEquals(99_900_000L, candle.lowAt(9));
    assertThrows(ArithmeticException.class, () -> candle.lowAt(3));
    assertEquals(Instant.parse("2024-02-29T23:00:00Z"), candle.openTime());
    assertEquals(Instant.parse("2024-03-01T00:00:00Z"), candle.eventTime());
    assertEquals(2, candle.sequence());
    assertEquals(0.1, candle.candle().open());
    assertEquals(12.5, candle.candle().volume());
  }

  @Test
  void aFaultNamesFileLineColumnValueAndRemedy() {
    RecordedFeed feed =
        candles(
            "2024-01-01T00:00:00Z,XUSDT,1,2,1,2,5\n2024-01-01T01:00:00Z,XUSDT,1,2;5,1,2,5\n", 0);
    FeedException e = assertThrows(FeedException.class, () -> read(feed, Window.ALL));
    assertEquals(
        "venue_spot_1h_XUSDT.csv line 3, column high: '2;5' is not a decimal number of at most 18 "
            + "digits and 18 decimal places. Correct or remove the row, or fetch the file again.",
        e.getMessage());
  }

  @Test
  void badRowsAreCountedAndTheOthersRead() throws IOException {
    String rows =
        """
        2024-01-01T00:00:00Z,XUSDT,1,2,1,2,5
        2024-01-01T01:00:00Z,YUSDT,1,2,1,2,5
        2024-01-01T02:00:00Z,XUSDT,1,2,1.5,2,5
        2024-01-01T00:00:00Z,XUSDT,1,2,1,2,5
        2024-01-01T03:00:00Z,XUSDT,1,2,1,2
        2024-02-30T03:00:00Z,XUSDT,1,2,1,2,5
        2024-01-01T04:00:00Z,XUSDT,1,2,1,2,-5
        2024-01-01T05:00:00Z,XUSDT,0,2,0,2,5
        1999-01-01T05:00:00Z,XUSDT,1,2,1,2,5
        2024-01-01T06:00:00Z,XUSDT,1,2,1,2,5
        """;
    List<MarketEvent> events = new ArrayList<>();
    EventCursor cursor = candles(rows, 10).open(Window.ALL);
    for (var e = cursor.next(); e.isPresent(); e = cursor.next()) {
      events.add(e.get());
    }
    assertEquals(List.of(2L, 11L), events.stream().map(MarketEvent::sequence).toList());
    assertEquals(
        List.of("3 symbol", "4 row", "5 time", "6 row", "7 time", "8 row", "9 row", "10 time"),
        cursor.faults().stream().map(f -> f.line() + " " + f.column()).toList());
    assertEquals(8, cursor.faultCount());
  }

  @Test
  void moreFaultsThanToleratedStopTheReading() throws IOException {
    String bad = "2024-01-01T00:00:00Z,XUSDT,x,2,1,2,5\n";
    EventCursor cursor = candles(bad + bad + bad + bad, 2).open(Window.ALL);
    FeedException e = assertThrows(FeedException.class, cursor::next);
    assertTrue(String.valueOf(e.getMessage()).contains("(fault 3, limit 2)"));
    assertEquals(3, cursor.faultCount());
  }

  @Test
  void theWindowHoldsTheOpeningsFromItsStartToBeforeItsEnd() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      rows.append("2024-01-01T%02d:00:00Z,XUSDT,1,2,1,2,5\n".formatted(hour));
    }
    Window window =
        new Window(Instant.parse("2024-01-01T05:00:00Z"), Instant.parse("2024-01-01T08:00:00Z"));
    List<MarketEvent> events = read(candles(rows.toString(), 0), window);
    assertEquals(List.of(7L, 8L, 9L), events.stream().map(MarketEvent::sequence).toList());
  }

  @Test
  void aLineWithoutEndStopsTheReading() {
    RecordedFeed feed = candles("9".repeat(1_000_000), 1_000);
    FeedException e = assertThrows(FeedException.class, () -> read(feed, Window.ALL));
    assertEquals(
        "venue_spot_1h_XUSDT.csv line 2 is longer than 4096 bytes. Check that it is a CSV file "
            + "with one record a line.",
        e.getMessage());
  }

  @Test
  void aFileWithAnotherHeaderIsRefused() {
    RecordedFeed feed =
        RecordedFeed.of(
            RecordedSeries.of(
                new TextBytes("a.csv", "time,price\n1,2\n"), FileFormat.CANONICAL_CANDLES, HOURS),
            1_000);
    FeedException e = assertThrows(FeedException.class, () -> read(feed, Window.ALL));
    assertTrue(String.valueOf(e.getMessage()).contains("expected the header 'timestamp_"));
  }

  @Test
  void archiveKlinesReadMillisecondsMicrosecondsAndAHeader() throws IOException {
    String millis = "1704067200000,1,2.5,1,2,7,1704070799999,14,3,4,8,0\n";
    String micros = "1735689600000000,1,2.5,1,2,7,1735693199999999,14,3,4,8,0\n";
    String header =
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore\n";
    RecordedSeries series =
        new RecordedSeries(
            HOURS,
            List.of(
                new DataFile(
                    new TextBytes("B", micros), FileFormat.ARCHIVE_KLINES, HOURS, "2025-01"),
                new DataFile(
                    new TextBytes("A", header + millis),
                    FileFormat.ARCHIVE_KLINES,
                    HOURS,
                    "2024-01")));
    List<MarketEvent> events = read(RecordedFeed.of(series), Window.ALL);
    assertEquals(
        List.of(Instant.parse("2024-01-01T01:00:00Z"), Instant.parse("2025-01-01T01:00:00Z")),
        events.stream().map(MarketEvent::eventTime).toList());
    assertEquals(List.of(2L, (1L << 32) + 1), events.stream().map(MarketEvent::sequence).toList());
    assertEquals(25L, ((ExactCandle) events.getFirst()).high());
    assertEquals(7.0, ((ExactCandle) events.getFirst()).volume());
  }

  @Test
  void archiveTradesAndFundingAreRead() throws IOException {
    SeriesId trades = new SeriesId("binance", "spot", new Content.Trades(), "XUSDT");
    PublicTrade trade =
        (PublicTrade)
            read(
                    RecordedFeed.of(
                        RecordedSeries.of(
                            new TextBytes(
                                "t", "7,42283.58,0.02,845.6716,1704067200012,True,True\n"),
                            FileFormat.ARCHIVE_TRADES,
                            trades)),
                    Window.ALL)
                .getFirst();
    assertEquals(4_228_358L, trade.price());
    assertEquals(2, trade.quantityScale());
    assertEquals(Instant.parse("2024-01-01T00:00:00.012Z"), trade.eventTime());
    SeriesId funding = new SeriesId("binance", "perp", new Content.Funding(), "XUSDT-PERP");
    FundingRate rate =
        (FundingRate)
            read(
                    RecordedFeed.of(
                        RecordedSeries.of(
                            new TextBytes(
                                "f",
                                "calc_time,funding_interval_hours,last_funding_rate\n"
                                    + "1704067200000,8,-3.75e-05\n"),
                            FileFormat.ARCHIVE_FUNDING,
                            funding)),
                    Window.ALL)
                .getFirst();
    assertEquals(-3.75e-05, rate.rate());
  }

  /// Counts and ends were taken from the file itself with standard text tools.
  @Test
  void theTradesThatComeWithTa4jAreRead() throws IOException {
    List<MarketEvent> events = read(PublishedTrades.bitstamp2013(), Window.ALL);
    assertEquals(99_982, events.size());
    PublicTrade first = (PublicTrade) events.getFirst();
    assertEquals(Instant.ofEpochSecond(1_385_337_600), first.eventTime());
    assertEquals(80_001L, first.price());
    assertEquals(2, first.priceScale());
    assertEquals(1L, first.quantity());
    assertEquals(1, first.quantityScale());
    assertEquals(Instant.ofEpochSecond(1_385_913_725), events.getLast().eventTime());
  }
}
