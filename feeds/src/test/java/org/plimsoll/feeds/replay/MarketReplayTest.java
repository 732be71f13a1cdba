package org.plimsoll.feeds.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.SharedData;
import org.plimsoll.feeds.TextBytes;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.Content;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.FileFormat;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;
import org.plimsoll.feeds.recorded.SeriesId;

class MarketReplayTest {
  private static RecordedFeed feed(String market, int... hours) {
    StringBuilder rows =
        new StringBuilder("timestamp_utc_iso8601,symbol,open,high,low,close,volume\n");
    for (int hour : hours) {
      rows.append("2024-01-01T%02d:00:00Z,%s,1,2,1,2,5\n".formatted(hour, market));
    }
    return RecordedFeed.of(
        RecordedSeries.of(
            new TextBytes(market, rows.toString()),
            FileFormat.CANONICAL_CANDLES,
            new SeriesId("venue", "spot", new Content.Candles(BarLength.HOUR), market)));
  }

  private static List<String> read(MarketReplay replay) throws IOException {
    List<String> events = new ArrayList<>();
    try (var cursor = replay.open(Window.ALL)) {
      for (Optional<MarketEvent> e = cursor.next(); e.isPresent(); e = cursor.next()) {
        events.add(e.get().market() + e.get().eventTime().toString().substring(11, 13));
      }
    }
    return events;
  }

  @Test
  void feedsMergeByTimeThenMarketWhateverTheirOrder() throws IOException {
    List<String> expected = List.of("A01", "B01", "B02", "A03", "B03", "A04");
    assertEquals(expected, read(MarketReplay.of(List.of(feed("A", 0, 2, 3), feed("B", 0, 1, 2)))));
    assertEquals(expected, read(MarketReplay.of(List.of(feed("B", 0, 1, 2), feed("A", 0, 2, 3)))));
  }

  @Test
  void anInstantHoldsEveryEventOfItsTime() throws IOException {
    MarketReplay replay = MarketReplay.of(List.of(feed("A", 0, 2), feed("B", 0, 1, 2)));
    List<Integer> sizes = new ArrayList<>();
    try (var cursor = replay.open(Window.ALL)) {
      for (var now = cursor.nextInstant(); !now.isEmpty(); now = cursor.nextInstant()) {
        sizes.add(now.size());
      }
    }
    assertEquals(List.of(2, 1, 2), sizes);
  }

  /// 26,304 hours lie in the three years; the hole of 24 March 2023 at 13:00 is in every symbol.
  @Test
  void nineMarketsOfThreeYearsReplayInOrder() throws IOException {
    DataFolder folder = DataFolder.at(SharedData.folder().resolve("canonical"));
    List<RecordedFeed> feeds =
        folder.candles("spot", BarLength.HOUR).stream()
            .filter(series -> series.id().source().equals("binance"))
            .map(RecordedFeed::of)
            .toList();
    assertEquals(9, feeds.size());
    Window window =
        new Window(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
    int instants = 0;
    int events = 0;
    Instant last = Instant.EPOCH;
    long start = System.nanoTime();
    try (var cursor = MarketReplay.of(feeds).open(window)) {
      for (var now = cursor.nextInstant(); !now.isEmpty(); now = cursor.nextInstant()) {
        instants++;
        events += now.size();
        assertTrue(last.isBefore(now.getFirst().eventTime()));
        last = now.getFirst().eventTime();
      }
    }
    System.out.printf("%d candles in %d ms%n", events, (System.nanoTime() - start) / 1_000_000);
    assertEquals(26_303, instants);
    assertEquals(9 * 26_303, events);
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), last);
  }
}
