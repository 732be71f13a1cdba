package org.plimsoll.engine.volatility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.market.Candle;

/// The forecasts on recorded markets against published figures: mean QLIKE of 2023–2025 and the
/// champion's own forecasts, both made by another program in another language.
class ForecastAccuracyTest {
  private static final Path SHARED = Path.of(System.getProperty("plimsoll.root"), "..", "shared");
  private static final Instant FROM = Instant.parse("2023-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-12-31T00:00:00Z");
  private static final int SCORED_DAYS = 1_095;
  private static final double TOLERANCE = 0.01;

  /// Never enough history for a fit, so that the fallback is scored.
  private static final LogHarOptions FALLBACK_ONLY =
      new LogHarOptions("none", List.of(24), false, false, false, 3_700, 3_700);

  private record Scored(VolatilityForecast forecast, double realised) {
    double qlike() {
      double ratio = realised / forecast.variance();
      return ratio - StrictMath.log(ratio) - 1;
    }
  }

  @Test
  void bitcoinForecastsAreAsGoodAsThePublishedBars() throws IOException {
    List<Candle> candles = candles("BTCUSDT");
    assertQlike(0.2434, score(candles, LogHarOptions.SX_W));
    assertQlike(0.2433, score(candles, LogHarOptions.SX));
    assertQlike(0.3564, score(candles, LogHarOptions.PLAIN));
    assertQlike(0.4210, score(candles, FALLBACK_ONLY));
  }

  @Test
  void etherForecastsAreAsGoodAsThePublishedBars() throws IOException {
    List<Candle> candles = candles("ETHUSDT");
    assertQlike(0.2646, score(candles, LogHarOptions.SX_W));
    assertQlike(0.2629, score(candles, LogHarOptions.SX));
    assertQlike(0.3263, score(candles, LogHarOptions.PLAIN));
    assertQlike(0.3903, score(candles, FALLBACK_ONLY));
  }

  @Test
  void eachForecastIsThatOfTheIndependentChampion() throws IOException {
    for (String symbol : List.of("BTCUSDT", "SOLUSDT")) {
      SortedMap<Instant, Double> published = published(symbol, "log-HAR-SX-W");
      double[] errors =
          score(candles(symbol), LogHarOptions.SX_W).stream()
              .mapToDouble(
                  scored ->
                      Math.abs(
                          StrictMath.log(
                              1e4
                                  * scored.forecast().variance()
                                  / published.getOrDefault(
                                      scored.forecast().origin(), Double.NaN))))
              .sorted()
              .toArray();
      assertTrue(
          errors[errors.length / 2] < 0.003, symbol + ": median " + errors[errors.length / 2]);
      assertTrue(
          errors[errors.length - 1] < 0.05, symbol + ": largest " + errors[errors.length - 1]);
    }
  }

  @Test
  void bandsCoverWhatTheyPromise() throws IOException {
    List<Scored> scored = score(candles("BTCUSDT"), LogHarOptions.SX_W);
    double[] inside = new double[3];
    for (Scored day : scored) {
      ForecastBands bands = day.forecast().bands();
      double realised = Math.sqrt(day.realised());
      assertTrue(bands != null);
      inside[0] += bands.low50() <= realised && realised <= bands.high50() ? 1 : 0;
      inside[1] += bands.low90() <= realised && realised <= bands.high90() ? 1 : 0;
      inside[2] += bands.low99() <= realised && realised <= bands.high99() ? 1 : 0;
    }
    // Three binomial standard errors at 1,095 days: 4.5, 2.7 and 0.9 points; the level drifts too.
    assertEquals(0.50, inside[0] / scored.size(), 0.07);
    assertEquals(0.90, inside[1] / scored.size(), 0.04);
    assertEquals(0.99, inside[2] / scored.size(), 0.015);
  }

  private static void assertQlike(double bar, List<Scored> scored) {
    assertEquals(SCORED_DAYS, scored.size());
    double mean = scored.stream().mapToDouble(Scored::qlike).average().orElseThrow();
    System.out.println(
        "QLIKE of " + scored.getFirst().forecast().model() + ": " + mean + ", bar " + bar);
    assertEquals(bar, mean, TOLERANCE * bar);
  }

  /// The forecasts of the scored span with what followed, days with a missing or flat hour left
  /// out.
  private static List<Scored> score(List<Candle> candles, LogHarOptions options) {
    var volatility = new DailyVolatility(options);
    List<Scored> scored = new ArrayList<>();
    VolatilityForecast open = null;
    double sum = 0;
    int hours = 0;
    for (Candle candle : candles) {
      if (!candle.isFlat()) {
        sum += StrictMath.pow(StrictMath.log(candle.high() / candle.low()), 2);
        hours++;
      }
      VolatilityForecast next = volatility.push(candle).orElse(null);
      if (next != null) {
        boolean inSpan =
            open != null && !open.origin().isBefore(FROM) && !open.origin().isAfter(TO);
        if (open != null && inSpan && hours == 24) {
          scored.add(new Scored(open, sum / (4 * StrictMath.log(2))));
        }
        open = next;
        sum = 0;
        hours = 0;
      }
    }
    return scored;
  }

  private static List<Candle> candles(String symbol) throws IOException {
    List<Candle> candles = new ArrayList<>();
    for (String[] row : rows("data/canonical/binance_spot_1h_" + symbol + ".csv.gz")) {
      double[] x = Arrays.stream(row, 2, 7).mapToDouble(Double::parseDouble).toArray();
      candles.add(new Candle(Instant.parse(row[0]), x[0], x[1], x[2], x[3], x[4]));
    }
    return candles;
  }

  private static SortedMap<Instant, Double> published(String symbol, String model)
      throws IOException {
    SortedMap<Instant, Double> forecasts = new TreeMap<>();
    for (String[] row : rows("research/volatility-champion-forecasts-dev.csv.gz")) {
      if (row[1].equals(symbol) && row[2].equals(model)) {
        forecasts.put(Instant.parse(row[0]), Double.parseDouble(row[3]));
      }
    }
    return forecasts;
  }

  private static List<String[]> rows(String name) throws IOException {
    Path file = SHARED.resolve(name);
    if (!Files.isReadable(file)) {
      System.out.println("Skipped: " + file + " is not there");
    }
    Assumptions.assumeTrue(Files.isReadable(file), file + " is not there");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
