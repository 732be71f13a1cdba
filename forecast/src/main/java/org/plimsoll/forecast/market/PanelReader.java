package org.plimsoll.forecast.market;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.FundingRate;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.Content;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;

/// Reads a panel from a folder of recordings: hourly candles of spot and mark prices, and funding.
///
/// A symbol is a market's name, `BTCUSDT`, or the name without its quote in dollars, `BTC`. The
/// panel holds every series of the venues on which the symbols were found, so that markets learn
/// from their neighbours; where several venues recorded a symbol, the first in the order of their
/// names is taken.
public final class PanelReader {
  private static final List<String> QUOTES = List.of("", "USDT", "USD", "USDC");

  private PanelReader() {}

  /// A panel, and which of its symbols was asked for, in the order asked.
  public record Reading(Panel panel, List<String> symbols) {
    public Reading {
      symbols = List.copyOf(symbols);
    }
  }

  /// Reads what opened in a window, telling the name of each series before it is read.
  ///
  /// @param symbols those to forecast; none means all of the first venue
  public static Reading read(
      Path folder, List<String> symbols, Window window, Consumer<String> progress)
      throws IOException {
    DataFolder found = DataFolder.at(folder);
    List<RecordedSeries> spot = found.candles("spot", BarLength.HOUR);
    if (spot.isEmpty()) {
      throw new FeedException(
          folder + " holds no hourly spot candles. `plimsoll data pull` fetches them.");
    }
    Set<String> venues = new TreeSet<>();
    List<String> markets = new ArrayList<>();
    for (String symbol : symbols) {
      RecordedSeries series = find(spot, symbol, folder);
      venues.add(series.id().source());
      markets.add(symbol(series));
    }
    if (symbols.isEmpty()) {
      venues.add(spot.getFirst().id().source());
    }
    SortedMap<String, HourlySeries> read = candles(of(spot, venues), window, progress);
    List<RecordedSeries> marks = of(found.candles("mark", BarLength.HOUR), venues);
    SortedMap<String, HourlySeries> mark = candles(marks, window, progress);
    SortedMap<String, FundingSeries> funding = new TreeMap<>();
    List<RecordedSeries> settled = found.series(id -> id.content() instanceof Content.Funding);
    for (RecordedSeries series : of(settled, venues)) {
      progress.accept(series.id().name());
      funding.put(symbol(series), funding(series, window));
    }
    for (String market : markets) {
      if (!read.containsKey(market)) {
        throw new FeedException(folder + " has no bar of " + market + " before " + window.to());
      }
    }
    Panel panel = new Panel(read, mark, funding);
    return new Reading(panel, markets.isEmpty() ? panel.symbols() : markets);
  }

  private static RecordedSeries find(List<RecordedSeries> spot, String symbol, Path folder)
      throws FeedException {
    for (String quote : QUOTES) {
      for (RecordedSeries series : spot) {
        if (symbol(series).equals(symbol + quote)) {
          return series;
        }
      }
    }
    throw new FeedException(
        folder
            + " has no hourly spot candles of "
            + symbol
            + ". It has "
            + spot.stream().map(PanelReader::symbol).distinct().toList()
            + ".");
  }

  private static List<RecordedSeries> of(List<RecordedSeries> series, Set<String> venues) {
    return series.stream().filter(each -> venues.contains(each.id().source())).toList();
  }

  private static SortedMap<String, HourlySeries> candles(
      List<RecordedSeries> recorded, Window window, Consumer<String> progress) throws IOException {
    TreeMap<String, HourlySeries> found = new TreeMap<>();
    for (RecordedSeries series : recorded) {
      String symbol = symbol(series);
      if (found.containsKey(symbol)) {
        continue;
      }
      progress.accept(series.id().name());
      List<Candle> candles = new ArrayList<>();
      for (MarketEvent event : events(series, window)) {
        candles.add(((ExactCandle) event).candle());
      }
      if (!candles.isEmpty()) {
        found.put(symbol, HourlySeries.of(symbol, candles));
      }
    }
    return found;
  }

  private static FundingSeries funding(RecordedSeries series, Window window) throws IOException {
    List<MarketEvent> events = events(series, window);
    long[] seconds = new long[events.size()];
    double[] rates = new double[events.size()];
    for (int i = 0; i < seconds.length; i++) {
      FundingRate settled = (FundingRate) events.get(i);
      seconds[i] = settled.eventTime().getEpochSecond();
      rates[i] = settled.rate();
    }
    return FundingSeries.of(seconds, rates);
  }

  private static List<MarketEvent> events(RecordedSeries series, Window window) throws IOException {
    List<MarketEvent> events = new ArrayList<>();
    try (EventCursor cursor = RecordedFeed.of(series).open(window)) {
      for (var event = cursor.next(); event.isPresent(); event = cursor.next()) {
        if (events.size() == HourlySeries.MAX_HOURS) {
          throw new FeedException(
              series.id().name() + " has more than " + HourlySeries.MAX_HOURS + " rows");
        }
        events.add(event.get());
      }
    }
    return events;
  }

  /// The market without the mark of its segment: `BTCUSDT-MARK` is the mark price of `BTCUSDT`.
  private static String symbol(RecordedSeries series) {
    String market = series.id().market();
    int dash = market.indexOf('-');
    return dash < 0 ? market : market.substring(0, dash);
  }
}
