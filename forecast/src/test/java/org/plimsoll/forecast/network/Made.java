package org.plimsoll.forecast.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

/// Made networks, models and markets, from seeds.
final class Made {
  private Made() {}

  static float[] numbers(SplittableRandom random, int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return numbers;
  }

  static float[] weights(NetworkShape shape, SplittableRandom random) {
    return numbers(random, ParameterLayout.of(shape).size(), 0.4);
  }

  static NetworkModel model(Architecture architecture, long seed, String usableFrom) {
    NetworkShape shape = NetworkShape.standard(architecture);
    return model(shape, weights(shape, new SplittableRandom(seed)), seed, usableFrom);
  }

  static NetworkModel model(NetworkShape shape, float[] weights, long seed, String usableFrom) {
    Instant usable = Instant.parse(usableFrom);
    var origin =
        new NetworkModel.Origin(
            List.of("AAA", "BBB"),
            usable.minusSeconds(300 * 86_400L),
            usable.minusSeconds(200 * 86_400L),
            usable.minusSeconds(198 * 86_400L),
            usable.minusSeconds(2 * 86_400L),
            usable,
            "00",
            "11",
            "made",
            "log-HAR-SX-W",
            seed,
            3);
    int features = shape.hourFeatures() + shape.contextFeatures();
    float[] low = new float[features];
    float[] high = new float[features];
    java.util.Arrays.fill(low, -1.5f);
    java.util.Arrays.fill(high, 1.25f);
    var metrics = new TreeMap<String, Double>();
    metrics.put("validation", 0.1 + seed / 3.0);
    return new NetworkModel(shape, origin, metrics, new FeatureRanges(low, high), weights);
  }

  /// Markets of hourly bars from 2024-01-01 with some hours missing.
  static Panel panel(long seed, int days, String... symbols) {
    SplittableRandom random = new SplittableRandom(seed);
    List<HourlySeries> series = new ArrayList<>();
    for (String symbol : symbols) {
      List<Candle> candles = new ArrayList<>();
      double price = 100;
      for (int hour = 0; hour < 24 * days; hour++) {
        double open = price;
        price *= 1 + 0.01 * (random.nextDouble() - 0.5);
        double high = Math.max(open, price) * (1 + 0.004 * random.nextDouble());
        double low = Math.min(open, price) * (1 - 0.004 * random.nextDouble());
        if (random.nextInt(200) > 0) {
          Instant time = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3_600L * hour);
          candles.add(new Candle(time, open, high, low, price, 1 + random.nextInt(50)));
        }
      }
      series.add(HourlySeries.of(symbol, candles));
    }
    return Panel.of(series);
  }

  /// A plain champion: the mean variance of the last week.
  static VolatilityModel weekMean() {
    return new VolatilityModel() {
      @Override
      public String name() {
        return "week";
      }

      @Override
      public Walk start(List<String> symbols) {
        return (past, variances) -> {
          for (int s = 0; s < variances.length; s++) {
            variances[s] =
                past.spot(symbols.get(s)).map(bars -> 24 * bars.mean(0, 168)).orElse(Double.NaN);
          }
        };
      }
    };
  }
}
