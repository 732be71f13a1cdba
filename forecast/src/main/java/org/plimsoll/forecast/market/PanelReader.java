package org.plimsoll.forecast.market;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
/// Where several venues recorded a market of the same name, the first in the order of their names
/// is taken. Nothing is read of a window that ends at the cut but what was known by then.
public final class PanelReader {

  private PanelReader() {}

  /// Reads all of a folder, telling the name of each series before it is read.
  public static Panel read(Path folder, Consumer<String> progress) throws IOException {
    return read(folder, Window.ALL, progress);
  }

  /// Reads what opened in a window.
  public static Panel read(Path folder, Window window, Consumer<String> progress)
      throws IOException {
    DataFolder found = DataFolder.at(folder);
    SortedMap<String, HourlySeries> spot =
        candles(found.candles("spot", BarLength.HOUR), window, progress);
    if (spot.isEmpty()) {
      throw new FeedException(
          folder + " holds no hourly spot candles. `plimsoll data pull` fetches them.");
    }
    SortedMap<String, HourlySeries> mark =
        candles(found.candles("mark", BarLength.HOUR), window, progress);
    TreeMap<String, FundingSeries> funding = new TreeMap<>();
    for (RecordedSeries series : found.series(id -> id.content() instanceof Content.Funding)) {
      String symbol = symbol(series);
      if (!funding.containsKey(symbol)) {
        progress.accept(series.id().name());
        funding.put(symbol, funding(series, window));
      }
    }
    return new Panel(spot, mark, funding);
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
