package org.plimsoll.service.stress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;
import org.plimsoll.service.demo.DemoMarket;

/// Recorded bars around a crash: what a venue knew before it, and what came.
///
/// Within a bar the price goes from the open over the nearer extreme and the farther one to the
/// close, evenly in logarithms: the bars say no more.
final class Recordings {
  private static final Duration PAST = Duration.ofDays(1_000);
  private static final Duration LEAST_PAST = Duration.ofDays(365);
  private static final Duration LEAST_GAP = Duration.ofDays(2);
  private static final List<String> SHORTER = List.of("1m", "5m", "15m");
  private static final int MOST_MARKETS = 50;
  private static final int MOST_FAULTS = 100;
  private static final int MOST_COIN_ROWS = 1_000_000;

  private final Path folder;

  Recordings(Path folder) {
    this.folder = folder;
  }

  /// A market with its hourly bars before a window, and the shortest bars recorded all through it.
  ///
  /// @param bar how long those within are
  record History(DemoMarket market, List<Candle> before, List<Candle> within, Duration bar) {
    double start() {
      return before.getLast().close();
    }
  }

  /// The markets that were recorded long enough before a window and all through it; of an empty
  /// window, those that were recorded up to it.
  List<History> around(Instant from, Instant to) throws IOException {
    List<History> found = new ArrayList<>();
    for (FeedSource feed : feeds()) {
      List<Candle> before = new ArrayList<>();
      List<Candle> within = new ArrayList<>();
      try (EventCursor cursor = feed.open(new Window(from.minus(PAST), later(from, to)))) {
        for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
          if (next.get() instanceof ExactCandle bar) {
            (bar.openTime().isBefore(from) ? before : within).add(bar.candle());
          }
        }
      }
      boolean longEnough =
          !before.isEmpty() && !before.getFirst().openTime().isAfter(from.minus(LEAST_PAST));
      boolean toTheEnd =
          to.equals(from)
              ? !before.isEmpty() && !before.getLast().openTime().isBefore(from.minus(LEAST_GAP))
              : !within.isEmpty();
      if (longEnough && toTheEnd) {
        DemoMarket market = DemoMarket.of(feed.market(), feed.source(), before.getLast().close());
        found.add(finest(new History(market, before, within, Duration.ofHours(1)), from, to));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          "No hourly spot candles in USDT under %s reach from %s to %s"
              .formatted(folder, from.minus(LEAST_PAST), to));
    }
    return found;
  }

  /// The history with shorter bars within the window, where they were recorded without a gap.
  private History finest(History hourly, Instant from, Instant to) throws IOException {
    for (String length : SHORTER) {
      BarLength bar = BarLength.parse(length);
      for (RecordedSeries series : DataFolder.at(folder).candles("spot", bar)) {
        if (to.isAfter(from) && series.id().market().equals(hourly.market().recorded())) {
          List<Candle> bars = new ArrayList<>();
          try (EventCursor cursor =
              RecordedFeed.of(series, MOST_FAULTS).open(new Window(from, to))) {
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
              if (next.get() instanceof ExactCandle candle) {
                bars.add(candle.candle());
              }
            }
          }
          long whole = Duration.between(from, to).dividedBy(bar.duration());
          if (bars.size() == whole) {
            return new History(hourly.market(), hourly.before(), bars, bar.duration());
          }
        }
      }
    }
    return hourly;
  }

  private static Instant later(Instant from, Instant to) {
    return to.isAfter(from) ? to : from.plusSeconds(1);
  }

  private List<FeedSource> feeds() throws IOException {
    List<FeedSource> feeds = new ArrayList<>();
    DataFolder.at(folder).candles("spot", BarLength.HOUR).stream()
        .filter(series -> series.id().source().equals("binance"))
        .filter(series -> series.id().market().endsWith("USDT"))
        .limit(MOST_MARKETS)
        .forEach(series -> feeds.add(RecordedFeed.of(series, MOST_FAULTS)));
    return feeds;
  }

  /// The last midnight before which every market was recorded.
  Instant lastMidnight() throws IOException {
    Instant last = Instant.MAX;
    for (FeedSource feed : feeds()) {
      Instant end = Instant.EPOCH;
      try (EventCursor cursor = feed.open(Window.ALL)) {
        for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
          end = next.get().eventTime();
        }
      }
      last = end.isBefore(last) ? end : last;
    }
    if (last.equals(Instant.MAX)) {
      throw new IOException("No hourly spot candles in USDT under " + folder);
    }
    return last.truncatedTo(ChronoUnit.DAYS);
  }

  /// The path of a crash, in steps of equal length.
  StressPath path(Crash crash, List<History> histories, Duration step) throws IOException {
    SortedMap<String, NavigableMap<Long, Double>> points = new TreeMap<>();
    for (History history : histories) {
      points.put(history.market().base(), points(history, crash.from()));
    }
    TreeSet<String> coins = new TreeSet<>();
    if (!crash.coin().isEmpty()) {
      coins.add(crash.coin());
      points.put(crash.coin(), coin(crash));
    }
    List<StressPath.Step> steps = new ArrayList<>();
    Duration whole = Duration.between(crash.from(), crash.to());
    for (Duration at = step; at.compareTo(whole) <= 0; at = at.plus(step)) {
      TreeMap<String, Double> relative = new TreeMap<>();
      for (Map.Entry<String, NavigableMap<Long, Double>> one : points.entrySet()) {
        relative.put(one.getKey(), between(one.getValue(), at.toSeconds()));
      }
      steps.add(new StressPath.Step(at, relative, new TreeSet<>()));
    }
    String source =
        "recorded bars from %s to %s: %s"
            .formatted(
                crash.from(),
                crash.to(),
                String.join(
                    ", ",
                    histories.stream()
                        .map(one -> one.market().base() + " " + one.bar().toMinutes() + " min")
                        .toList()));
    return new StressPath(crash.id(), crash.title(), source, steps, coins);
  }

  /// Logarithms of relative prices by seconds since the window's beginning.
  private static NavigableMap<Long, Double> points(History history, Instant from) {
    TreeMap<Long, Double> points = new TreeMap<>();
    double start = history.start();
    points.put(0L, 0.0);
    long length = history.bar().toSeconds();
    for (Candle bar : history.within()) {
      long begin = Duration.between(from, bar.openTime()).toSeconds();
      boolean lowFirst = bar.open() - bar.low() < bar.high() - bar.open();
      points.put(begin + 1, StrictMath.log(bar.open() / start));
      points.put(
          begin + 2 * length / 5, StrictMath.log((lowFirst ? bar.low() : bar.high()) / start));
      points.put(
          begin + 4 * length / 5, StrictMath.log((lowFirst ? bar.high() : bar.low()) / start));
      points.put(begin + length, StrictMath.log(bar.close() / start));
    }
    return points;
  }

  private static double between(NavigableMap<Long, Double> points, long second) {
    Map.Entry<Long, Double> below = points.floorEntry(second);
    Map.Entry<Long, Double> above = points.ceilingEntry(second);
    if (below == null || above == null) {
      Map.Entry<Long, Double> only = below == null ? above : below;
      return only == null ? 1 : StrictMath.exp(only.getValue());
    }
    long width = above.getKey() - below.getKey();
    double share = width == 0 ? 0 : (second - below.getKey()) / (double) width;
    return StrictMath.exp(below.getValue() + share * (above.getValue() - below.getValue()));
  }

  /// A coin's hourly prices: rows of time, symbol and price, relative to the last before the
  // window.
  private NavigableMap<Long, Double> coin(Crash crash) throws IOException {
    Path file = find("_hourly_" + crash.coin() + "_usd.csv.gz");
    TreeMap<Long, Double> prices = new TreeMap<>();
    double start = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.readLine();
      for (int row = 0; row < MOST_COIN_ROWS; row++) {
        String line = in.readLine();
        if (line == null) {
          break;
        }
        String[] cells = line.split(",", 4);
        Instant at = Instant.parse(cells[0]);
        double price = Double.parseDouble(cells[2]);
        if (at.isBefore(crash.from())) {
          start = price;
        } else if (!at.isAfter(crash.to())) {
          prices.put(Duration.between(crash.from(), at).toSeconds(), price);
        }
      }
    }
    if (start == 0 || prices.isEmpty()) {
      throw new IOException("%s does not reach over %s".formatted(file, crash.title()));
    }
    double first = start;
    prices.replaceAll((_, price) -> StrictMath.log(price / first));
    prices.put(0L, 0.0);
    return prices;
  }

  private Path find(String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, 4)) {
      return walk.filter(path -> path.toString().endsWith(ending))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IOException("No file under " + folder + " ends in " + ending));
    }
  }
}
