package org.plimsoll.bench.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.volatility.DailyVolatility;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.interval.SplitConformal;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.model.FeatureGroup;
import org.plimsoll.forecast.model.FittedHar;
import org.plimsoll.forecast.model.PanelFeatures;
import org.plimsoll.forecast.model.PanelHar;

/// Times a forecast with its intervals on invented markets: that of the champion, fit included, and
/// that of the panel regression from fitted coefficients, for one symbol and for all.
///
/// Arguments: the number of symbols (9), the days of history (800), the repetitions (2,000).
public final class ForecastBenchmark {
  private static final int DAY = 24;
  private static final long FIRST_DAY = 19_000;

  private ForecastBenchmark() {}

  /// Runs the benchmark and prints a line per case: median, 99th percentile, largest, microseconds.
  public static void main(String[] args) {
    int symbols = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    int days = args.length > 1 ? Integer.parseInt(args[1]) : 800;
    int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    Panel panel = panel(symbols, days);
    champion(panel, repetitions);
    served(panel, days, repetitions);
  }

  private static Panel panel(int symbols, int days) {
    var random = new SplittableRandom(1);
    List<HourlySeries> series = new ArrayList<>();
    for (int s = 0; s < symbols; s++) {
      List<Candle> candles = new ArrayList<>();
      double price = 100;
      double scale = 0.005;
      for (int hour = 0; hour < days * DAY; hour++) {
        scale = Math.clamp(scale * Math.exp(0.05 * random.nextGaussian()), 0.002, 0.02);
        double close = price * Math.exp(scale * random.nextGaussian());
        double high = Math.max(price, close) * (1 + scale * random.nextDouble());
        double low = Math.min(price, close) * (1 - scale * random.nextDouble());
        Instant open = Instant.ofEpochSecond((FIRST_DAY * DAY + hour) * 3_600);
        candles.add(new Candle(open, price, high, low, close, 10 + random.nextDouble()));
        price = close;
      }
      series.add(HourlySeries.of("S%03dUSDT".formatted(s), candles));
    }
    return Panel.of(series);
  }

  /// The hour that ends at midnight: features, refit on two years, forecast.
  private static void champion(Panel panel, int repetitions) {
    HourlySeries series = panel.spot().values().iterator().next();
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    long[] ordinary = new long[repetitions];
    long[] midnight = new long[repetitions];
    int hours = 0;
    int nights = 0;
    for (long hour = series.firstHour(); hour < series.endHour(); hour++) {
      var candle =
          new Candle(
              Instant.ofEpochSecond(hour * 3_600),
              series.open(hour),
              series.high(hour),
              series.low(hour),
              series.close(hour),
              series.volume(hour));
      long start = System.nanoTime();
      volatility.push(candle);
      long nanos = System.nanoTime() - start;
      if ((hour + 1) % DAY == 0) {
        midnight[nights++ % repetitions] = nanos;
      } else {
        ordinary[hours++ % repetitions] = nanos;
      }
    }
    print("champion, an hour", ordinary, Math.min(hours, repetitions));
    print("champion, midnight with refit", midnight, Math.min(nights, repetitions));
  }

  private static void served(Panel panel, int days, int repetitions) {
    PanelHar.Progress progress = PanelHar.full().progress();
    long last = FIRST_DAY + days;
    for (long day = FIRST_DAY + 1; day <= last; day++) {
      progress.reach(Past.ofDay(panel, day));
    }
    List<String> symbols = panel.symbols();
    String symbol = symbols.getFirst();
    FittedHar fitted = progress.fitted(symbol).orElseThrow();
    var conformal = new SplitConformal();
    for (int i = 0; i < 730; i++) {
      conformal.add(10, new Target.Observed(9, i % 7 - 3.0, -1 - i % 5, 1 + i % 6));
    }
    var groups = EnumSet.allOf(FeatureGroup.class);
    long[] one = new long[repetitions];
    long[] known = new long[repetitions];
    double sum = 0;
    for (int i = 0; i < repetitions; i++) {
      Past past = Past.ofDay(panel, last - i % 30);
      long start = System.nanoTime();
      double[] row = new PanelFeatures(past, groups).row(symbol).orElseThrow();
      long middle = System.nanoTime();
      double variance = fitted.variance(row);
      sum += conformal.at(variance).orElseThrow().returnHigh99();
      long end = System.nanoTime();
      one[i] = end - start;
      known[i] = end - middle;
    }
    print(
        "panel-HAR, features of " + symbols.size() + " symbols and one forecast", one, one.length);
    print("panel-HAR, one forecast with intervals from its features", known, known.length);
    all(panel, progress, conformal, last, Math.max(20, repetitions / 20), sum);
  }

  private static void all(
      Panel panel,
      PanelHar.Progress progress,
      SplitConformal conformal,
      long last,
      int repetitions,
      double seed) {
    List<FittedHar> models = new ArrayList<>();
    List<String> symbols = panel.symbols();
    symbols.forEach(each -> models.add(progress.fitted(each).orElseThrow()));
    var groups = EnumSet.allOf(FeatureGroup.class);
    long[] all = new long[repetitions];
    double sum = seed;
    for (int i = 0; i < repetitions; i++) {
      long start = System.nanoTime();
      PanelFeatures features = new PanelFeatures(Past.ofDay(panel, last - i % 30), groups);
      for (int s = 0; s < models.size(); s++) {
        double[] row = features.row(symbols.get(s)).orElseThrow();
        sum += conformal.at(models.get(s).variance(row)).orElseThrow().low99();
      }
      all[i] = System.nanoTime() - start;
    }
    print("panel-HAR, all " + models.size() + " symbols with intervals", all, all.length);
    System.out.println("check " + sum);
  }

  private static void print(String name, long[] nanos, int count) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-60s median %8.1f  p99 %8.1f  max %8.1f µs%n",
        name,
        sorted[count / 2] / 1e3,
        sorted[(int) (count * 0.99)] / 1e3,
        sorted[count - 1] / 1e3);
  }
}
