package org.plimsoll.feeds.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.TextBytes;
import org.plimsoll.feeds.Tick;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.Content;
import org.plimsoll.feeds.recorded.FileFormat;
import org.plimsoll.feeds.recorded.PublishedTrades;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;
import org.plimsoll.feeds.recorded.SeriesId;

class TradeBarFeedTest {
  private static FeedSource trades(String rows) {
    return RecordedFeed.of(
        RecordedSeries.of(
            new TextBytes("t", "timestamp_utc_iso8601,symbol,price,quantity\n" + rows),
            FileFormat.CANONICAL_TRADES,
            new SeriesId("venue", "spot", new Content.Trades(), "XUSD")));
  }

  private static List<MarketEvent> read(FeedSource feed, Window window) throws IOException {
    List<MarketEvent> events = new ArrayList<>();
    try (var cursor = feed.open(window)) {
      for (Optional<MarketEvent> e = cursor.next(); e.isPresent(); e = cursor.next()) {
        events.add(e.get());
      }
    }
    return events;
  }

  private static final String SAMPLE =
      """
      2024-01-01T00:10:00Z,XUSD,10,0.1
      2024-01-01T00:20:00Z,XUSD,12.5,0.1
      2024-01-01T00:30:00Z,XUSD,9.25,0.1
      2024-01-01T00:59:59.999999Z,XUSD,11,0.4
      2024-01-01T03:00:00Z,XUSD,20,1
      2024-01-01T04:30:00Z,XUSD,21,1
      """;

  @Test
  void aBarHoldsItsTradesExactly() throws IOException {
    List<MarketEvent> bars =
        read(TradeBarFeed.of(trades(SAMPLE), BarLength.HOUR, EmptyBars.OMIT), Window.ALL);
    assertEquals(2, bars.size());
    ExactCandle bar = (ExactCandle) bars.getFirst();
    assertEquals(Instant.parse("2024-01-01T00:00:00Z"), bar.openTime());
    assertEquals(2, bar.priceScale());
    assertEquals(
        List.of(1_000L, 1_250L, 925L, 1_100L),
        List.of(bar.open(), bar.high(), bar.low(), bar.close()));
    // Summed as doubles this is 0.7000000000000001.
    assertEquals(0.7, bar.volume());
    assertEquals(Instant.parse("2024-01-01T04:00:00Z"), bars.getLast().eventTime());
  }

  @Test
  void emptyBarsRepeatTheLastPriceOnRequest() throws IOException {
    List<MarketEvent> bars =
        read(
            TradeBarFeed.of(trades(SAMPLE), BarLength.HOUR, EmptyBars.REPEAT_LAST_PRICE),
            Window.ALL);
    List<String> shown =
        bars.stream()
            .map(e -> (ExactCandle) e)
            .map(
                c ->
                    c.openTime().toString().substring(11, 13)
                        + " "
                        + c.closeAt(2)
                        + " "
                        + c.volume())
            .toList();
    assertEquals(List.of("00 1100 0.7", "01 1100 0.0", "02 1100 0.0", "03 2000 1.0"), shown);
  }

  @Test
  void theWindowIsThatOfTheBars() throws IOException {
    Window window =
        new Window(Instant.parse("2024-01-01T00:15:00Z"), Instant.parse("2024-01-01T03:01:00Z"));
    List<MarketEvent> bars =
        read(TradeBarFeed.of(trades(SAMPLE), BarLength.HOUR, EmptyBars.REPEAT_LAST_PRICE), window);
    assertEquals(
        List.of(Instant.parse("2024-01-01T04:00:00Z")),
        bars.stream().map(MarketEvent::eventTime).toList());
  }

  /// The slow twin groups the lines of the file by hour with BigDecimal.
  @Test
  void theHoursOfThePublishedTradesEqualTheSlowTwin() throws IOException {
    TreeMap<Long, List<BigDecimal[]>> hours = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                java.util.Objects.requireNonNull(
                    getClass().getResourceAsStream("/bitstamp_trades_from_20131125_usd.csv")),
                StandardCharsets.US_ASCII))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split(",", -1);
        BigDecimal amount = new BigDecimal(fields[2]);
        if (amount.signum() > 0) {
          hours
              .computeIfAbsent(Long.parseLong(fields[0]) / 3_600, _ -> new ArrayList<>())
              .add(new BigDecimal[] {new BigDecimal(fields[1]), amount});
        }
      }
    }
    hours.pollLastEntry();
    List<MarketEvent> bars =
        read(
            TradeBarFeed.of(PublishedTrades.bitstamp2013(), BarLength.HOUR, EmptyBars.OMIT),
            Window.ALL);
    List<String> expected = new ArrayList<>();
    hours.forEach(
        (hour, rows) -> {
          List<BigDecimal> prices = rows.stream().map(r -> r[0]).sorted().toList();
          double volume =
              rows.stream().map(r -> r[1]).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
          expected.add(
              hour
                  + text(rows.getFirst()[0])
                  + text(prices.getLast())
                  + text(prices.getFirst())
                  + text(rows.getLast()[0])
                  + " "
                  + volume);
        });
    List<String> found =
        bars.stream()
            .map(e -> (ExactCandle) e)
            .map(
                c ->
                    c.sequence()
                        + text(BigDecimal.valueOf(c.open(), c.priceScale()))
                        + text(BigDecimal.valueOf(c.high(), c.priceScale()))
                        + text(BigDecimal.valueOf(c.low(), c.priceScale()))
                        + text(BigDecimal.valueOf(c.close(), c.priceScale()))
                        + " "
                        + c.volume())
            .toList();
    assertTrue(found.size() > 150, "only " + found.size() + " hours");
    assertEquals(expected, found);
  }

  private static String text(BigDecimal price) {
    return " " + price.stripTrailingZeros().toPlainString();
  }

  @Test
  void aPathVisitsTheExtremeOppositeToTheCloseFirst() throws IOException {
    FeedSource bars = TradeBarFeed.of(trades(SAMPLE), BarLength.HOUR, EmptyBars.OMIT);
    List<MarketEvent> path = read(PricePathFeed.of(bars), Window.ALL);
    assertEquals(10, path.size());
    List<String> first =
        path.subList(0, 4).stream()
            .map(e -> (Tick) e)
            .map(t -> t.eventTime() + " " + t.priceAt(2))
            .toList();
    assertEquals(
        List.of(
            "2024-01-01T00:00:00Z 1000",
            "2024-01-01T00:20:00Z 925",
            "2024-01-01T00:40:00Z 1250",
            "2024-01-01T00:59:59.999Z 1100"),
        first);
    assertEquals(ExactCandle.class, path.get(4).getClass());
    assertEquals(Instant.parse("2024-01-01T01:00:00Z"), path.get(4).eventTime());
    long last = -1;
    for (MarketEvent event : path) {
      assertTrue(event.sequence() > last);
      last = event.sequence();
    }
  }

  @Test
  void aFallingBarVisitsItsHighFirst() {
    ExactCandle falling =
        new ExactCandle(
            "v", "X", 1, Instant.parse("2024-01-01T00:00:00Z"), BarLength.HOUR, 0, 5, 9, 2, 4, 0);
    assertEquals(
        List.of(5L, 9L, 2L, 4L), PricePathFeed.path(falling).stream().map(Tick::price).toList());
  }
}
