package org.plimsoll.service.backtest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.replay.MarketReplay;
import org.plimsoll.service.demo.DemoMarket;

/// Runs rules over recorded hourly bars: everything before the first tested midnight warms the
/// book up, and at each midnight the rates in force are read after the last bar that closed.
public final class Backtest {
  /// The most markets of one backtest.
  public static final int MAX_MARKETS = 200;

  private static final int SECONDS_PER_DAY = 86_400;

  private final BacktestPlan plan;
  private final RuleBook rules;
  private final Consumer<Instant> progress;
  private final long firstDay;
  private final long lastDay;
  private final SortedMap<String, DemoMarket> markets = new TreeMap<>();
  private final SortedMap<String, PriceDays> prices = new TreeMap<>();
  private final SortedMap<String, SigmaDays> sigmas = new TreeMap<>();
  private final List<SortedMap<String, MarginDays>> margins = new ArrayList<>();

  private Backtest(BacktestPlan plan, RuleBook rules, Consumer<Instant> progress) {
    LocalDate law = plan.lawAsOf();
    this.plan = plan;
    this.rules = law == null ? rules : rules.fixedAt(law.atStartOfDay(ZoneOffset.UTC).toInstant());
    this.progress = progress;
    firstDay = plan.from().toEpochDay();
    lastDay = plan.to().toEpochDay();
  }

  /// Runs `plan` over hourly feeds, one a market.
  ///
  /// @param progress hears the time reached, once a month of it
  public static BacktestRun run(
      BacktestPlan plan,
      RuleBook rules,
      List<? extends FeedSource> feeds,
      Consumer<Instant> progress)
      throws IOException {
    if (feeds.isEmpty() || feeds.size() > MAX_MARKETS) {
      throw new IllegalArgumentException(
          "A backtest takes 1 to " + MAX_MARKETS + " markets, not " + feeds.size());
    }
    return new Backtest(plan, rules, progress).run(feeds);
  }

  private BacktestRun run(List<? extends FeedSource> feeds) throws IOException {
    Instant begin = prepare(feeds);
    int horizon = plan.longestHorizon();
    Instant end = Instant.ofEpochSecond((lastDay + horizon) * SECONDS_PER_DAY);
    for (String name : markets.keySet()) {
      prices.put(name, new PriceDays(firstDay, lastDay + horizon));
      sigmas.put(name, new SigmaDays(plan.days()));
    }
    for (int i = 0; i < plan.columns().size(); i++) {
      SortedMap<String, MarginDays> byMarket = new TreeMap<>();
      markets.keySet().forEach(name -> byMarket.put(name, new MarginDays(firstDay, lastDay)));
      margins.add(byMarket);
    }
    BacktestVenue open =
        new BacktestVenue(
            rules,
            plan.columns(),
            markets,
            plan.attributes(),
            plan.openPositions(),
            begin.minus(Duration.ofDays(1)));
    try (MarketReplay.Cursor cursor =
        MarketReplay.of(feeds).open(new Window(begin.minus(Duration.ofDays(1)), end))) {
      for (List<MarketEvent> events = cursor.nextInstant();
          !events.isEmpty();
          events = cursor.nextInstant()) {
        round(open, events);
      }
    }
    return new BacktestRun(plan, List.copyOf(markets.keySet()), prices, sigmas, margins);
  }

  /// Finds out which markets there are and when their bars begin.
  private Instant prepare(List<? extends FeedSource> feeds) throws IOException {
    Instant begin = Instant.MAX;
    for (FeedSource feed : feeds) {
      try (EventCursor cursor = feed.open(Window.ALL)) {
        var first = cursor.next();
        if (first.isPresent() && first.get() instanceof ExactCandle candle) {
          markets.put(
              feed.market(), DemoMarket.of(feed.market(), feed.source(), candle.candle().close()));
          begin = candle.openTime().isBefore(begin) ? candle.openTime() : begin;
        }
      }
    }
    if (markets.isEmpty()) {
      throw new IOException("The recordings hold no candles");
    }
    return begin;
  }

  private void round(BacktestVenue open, List<MarketEvent> events) {
    Instant at = events.getFirst().eventTime();
    List<Command.MarketBar> bars = new ArrayList<>();
    SortedMap<String, Double> closes = new TreeMap<>();
    for (MarketEvent event : events) {
      DemoMarket market = markets.get(event.market());
      if (event instanceof ExactCandle exact && market != null) {
        var candle = exact.candle();
        bars.add(new Command.MarketBar(market.market(), candle));
        closes.put(event.market(), candle.close());
        price(event.market())
            .take(at.getEpochSecond(), candle.high(), candle.low(), candle.close());
      }
    }
    long day = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
    if (bars.isEmpty() || at.isAfter(Instant.ofEpochSecond(lastDay * SECONDS_PER_DAY))) {
      return; // what follows the last tested midnight is outcome only
    }
    open.close(at, bars);
    if (at.getEpochSecond() % SECONDS_PER_DAY == 0) {
      open.observe(at, closes);
      if (day >= firstDay) {
        sample(open, day, closes);
      }
      if (day % 30 == 0) {
        progress.accept(at);
      }
    }
  }

  private PriceDays price(String market) {
    PriceDays found = prices.get(market);
    if (found == null) {
      throw new IllegalStateException("No prices of " + market);
    }
    return found;
  }

  private void sample(BacktestVenue open, long day, SortedMap<String, Double> closes) {
    for (BacktestVenue.Placed placed : open.rates()) {
      MarginDays days = margins.get(placed.column()).get(placed.market());
      if (days != null && closes.containsKey(placed.market())) {
        days.take(day, placed.rate());
      }
    }
    for (String market : closes.keySet()) {
      SigmaDays of = sigmas.get(market);
      if (of != null) {
        of.take(
            Math.toIntExact(day - firstDay),
            open.sigmaDay(market),
            open.decision(market).orElse(null));
      }
    }
  }
}
