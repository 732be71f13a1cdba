package org.plimsoll.service.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.Content;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.PublishedTrades;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.replay.EmptyBars;
import org.plimsoll.feeds.replay.TradeBarFeed;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.cli.Failure;

/// The recorded markets that a demonstration replays.
///
/// @param feeds hourly candles, one feed a market
/// @param funding funding settlements of the markets that have a recording of them
/// @param markets the same markets as the venue lists them
/// @param from the first bar
/// @param to the end of the last bar
/// @param shift what is added to every recorded time
/// @param source where the prices come from, for people
record DemoFeeds(
    List<FeedSource> feeds,
    List<FeedSource> funding,
    List<DemoMarket> markets,
    Instant from,
    Instant to,
    Duration shift,
    String source) {
  /// The bundled trades are older than any law on crypto-assets: twelve years bring them under it.
  private static final Duration TWELVE_YEARS = Duration.ofDays(4_383);

  private static final int MOST_MARKETS = 50;

  static DemoFeeds of(@Nullable Path folder) throws IOException {
    return folder == null ? bundled() : recorded(folder);
  }

  private static DemoFeeds bundled() throws IOException {
    FeedSource bars =
        TradeBarFeed.of(
            PublishedTrades.bitstamp2013(), BarLength.HOUR, EmptyBars.REPEAT_LAST_PRICE);
    return of(
        List.of(bars),
        List.of(),
        TWELVE_YEARS,
        "Bitstamp BTC/USD trades of 25 November to 1 December 2013, dated twelve years later");
  }

  private static DemoFeeds recorded(Path folder) throws IOException {
    DataFolder recordings = DataFolder.at(folder);
    List<FeedSource> feeds = new ArrayList<>();
    recordings.candles("spot", BarLength.HOUR).stream()
        .filter(series -> series.id().source().equals("binance"))
        .filter(series -> series.id().market().endsWith("USDT"))
        .limit(MOST_MARKETS)
        .forEach(series -> feeds.add(RecordedFeed.of(series, 100)));
    if (feeds.isEmpty()) {
      throw new Failure(ExitCode.BAD_DATA, "NO_RECORDINGS", folder);
    }
    List<FeedSource> funding = new ArrayList<>();
    recordings
        .series(id -> id.source().equals("binance") && id.content() instanceof Content.Funding)
        .forEach(series -> funding.add(RecordedFeed.of(series, 100)));
    return of(
        feeds,
        funding,
        Duration.ZERO,
        "recorded candles under %s, funding of %d markets".formatted(folder, funding.size()));
  }

  private static DemoFeeds of(
      List<FeedSource> feeds, List<FeedSource> funding, Duration shift, String source)
      throws IOException {
    List<DemoMarket> markets = new ArrayList<>();
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    for (FeedSource feed : feeds) {
      try (EventCursor cursor = feed.open(Window.ALL)) {
        ExactCandle last = null;
        for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
          MarketEvent event = next.get();
          if (event instanceof ExactCandle candle) {
            from = candle.openTime().isBefore(from) ? candle.openTime() : from;
            last = candle;
          }
        }
        if (last != null) {
          to = last.eventTime().isAfter(to) ? last.eventTime() : to;
          markets.add(DemoMarket.of(feed.market(), feed.source(), last.candle().close()));
        }
      }
    }
    return new DemoFeeds(feeds, funding, markets, from.plus(shift), to.plus(shift), shift, source);
  }
}
