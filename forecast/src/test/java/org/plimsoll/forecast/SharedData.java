package org.plimsoll.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

/// The recordings and reference figures beside the project, read in place and never copied in.
public final class SharedData {
  private SharedData() {}

  /// A file or folder beside the project; skips the test, saying why, where it is absent.
  public static Path path(String name) {
    Path path = Path.of(System.getProperty("plimsoll.root"), "..", "shared", name).normalize();
    if (!Files.exists(path)) {
      String reason = "Skipped: nothing at " + path;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return path;
  }

  /// The hourly spot series of symbols up to a time, without funding and mark prices.
  public static Panel spot(String until, String... symbols) {
    var window = new Window(Window.ALL.from(), Instant.parse(until));
    try {
      DataFolder folder = DataFolder.at(path("data/canonical"));
      return Panel.of(
          List.of(symbols).stream().map(symbol -> series(folder, window, symbol)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HourlySeries series(DataFolder folder, Window window, String symbol) {
    var recorded =
        folder.candles("spot", BarLength.HOUR).stream()
            .filter(found -> found.id().market().equals(symbol))
            .findFirst()
            .orElseThrow();
    var candles = new ArrayList<Candle>();
    try (var cursor = RecordedFeed.of(recorded).open(window)) {
      for (var event = cursor.next(); event.isPresent(); event = cursor.next()) {
        candles.add(((ExactCandle) event.get()).candle());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HourlySeries.of(symbol, candles);
  }
}
