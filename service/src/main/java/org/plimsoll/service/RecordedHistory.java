package org.plimsoll.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;

/// The recorded past of a venue's markets: hourly spot bars of a folder, for a venue that opens.
///
/// A market is found by its name without the stroke: `BTC/USDT` in `BTCUSDT`.
final class RecordedHistory {
  private static final int MOST_FAULTS = 100;

  private final TreeMap<Instant, List<Command.MarketBar>> bars = new TreeMap<>();

  private RecordedHistory() {}

  /// The bars that closed at or before an instant.
  static RecordedHistory of(Path folder, VenueTerms terms, Instant until) throws IOException {
    RecordedHistory history = new RecordedHistory();
    Map<String, String> markets = new TreeMap<>();
    for (IndexPolicy market : terms.markets()) {
      markets.put(market.market().replace("/", ""), market.market());
    }
    for (RecordedSeries series : DataFolder.at(folder).candles("spot", BarLength.HOUR)) {
      String market = markets.remove(series.id().market()); // of several sources, the first
      if (market != null) {
        history.add(series, market, until);
      }
    }
    return history;
  }

  private void add(RecordedSeries series, String market, Instant until) throws IOException {
    try (EventCursor cursor = RecordedFeed.of(series, MOST_FAULTS).open(Window.ALL)) {
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        MarketEvent event = next.get();
        if (event instanceof ExactCandle candle && !candle.eventTime().isAfter(until)) {
          bars.computeIfAbsent(candle.eventTime(), _ -> new ArrayList<>())
              .add(new Command.MarketBar(market, candle.candle()));
        }
      }
    }
  }

  /// When the first bar opens; nothing when there is none.
  @Nullable Instant begin() {
    return bars.isEmpty() ? null : bars.firstKey().minus(Duration.ofHours(1));
  }

  /// The bars of each hour, in order of time.
  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    bars.forEach((at, closed) -> commands.add(new Command.CloseBars(at, closed)));
    return commands;
  }
}
