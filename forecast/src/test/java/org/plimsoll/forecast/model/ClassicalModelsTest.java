package org.plimsoll.forecast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.forecast.SharedData;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.backtest.Forecasts;
import org.plimsoll.forecast.backtest.WalkForward;
import org.plimsoll.forecast.market.FundingSeries;
import org.plimsoll.forecast.market.Panel;

class ClassicalModelsTest {
  private static final String SYMBOL = "SOLUSDT";

  /// The reference forecasts were computed by another program, which keeps the last 730 days that
  /// count where we keep those of the last 730 days that count; so a day left out makes a small
  /// difference until it has passed.
  @Test
  void championFollowsTheReferenceForecasts() throws IOException {
    Panel panel = SharedData.spot("2024-01-01T00:00:00Z", SYMBOL);
    long last = LocalDate.of(2023, 12, 31).toEpochDay();
    Forecasts ours =
        WalkForward.walk(
            panel, List.of(SYMBOL), new LogHarModel(LogHarOptions.SX_W), last, _ -> {});
    int compared = 0;
    double sum = 0;
    var file = SharedData.path("research/volatility-champion-forecasts-dev.csv.gz");
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split(",", -1);
        if (!fields[1].equals(SYMBOL) || !fields[2].equals("log-HAR-SX-W")) {
          continue;
        }
        long day = Instant.parse(fields[0]).getEpochSecond() / 86_400;
        if (day <= last) {
          double ratio = ours.variance(0, day) / Double.parseDouble(fields[3]);
          assertEquals(1, ratio, 0.04, fields[0]);
          sum += Math.abs(Math.log(ratio));
          compared++;
        }
      }
    }
    assertEquals(365, compared);
    assertTrue(sum / compared < 0.005, "mean distance " + sum / compared);
  }

  /// What a model says at an origin is the same, bit by bit, when the recording ends there.
  @Test
  void forecastsWithDataCutAtTheOriginAreIdentical() {
    Panel panel = withDerivatives(SharedData.spot("2021-12-01T00:00:00Z", SYMBOL, "AVAXUSDT"));
    List<String> symbols = List.of(SYMBOL, "AVAXUSDT");
    long last = LocalDate.of(2021, 11, 30).toEpochDay();
    for (VolatilityModel model : Models.classical()) {
      Forecasts whole = WalkForward.walk(panel, symbols, model, last, _ -> {});
      for (long day : new long[] {last - 77, last}) {
        Panel cut = panel.before(day * 24);
        Forecasts partial = WalkForward.walk(cut, symbols, model, day, _ -> {});
        for (int s = 0; s < symbols.size(); s++) {
          assertEquals(
              whole.variance(s, day), partial.variance(s, day), model.name() + " day " + day);
        }
      }
      assertTrue(whole.variance(0, last) > 0, model.name());
    }
  }

  /// The panel with a mark price and a funding rate for one of its symbols.
  private static Panel withDerivatives(Panel panel) {
    var random = new SplittableRandom(13);
    var series = panel.series(SYMBOL).orElseThrow();
    int settlements = (int) (series.endHour() - series.firstHour()) / 8 + 1;
    long[] seconds = new long[settlements];
    double[] rates = new double[settlements];
    for (int i = 0; i < settlements; i++) {
      seconds[i] = (Math.ceilDiv(series.firstHour(), 8) + i) * 8 * 3_600;
      rates[i] = 0.0001 * random.nextGaussian();
    }
    var mark = new TreeMap<>(Map.of(SYMBOL, series));
    var funding = new TreeMap<>(Map.of(SYMBOL, FundingSeries.of(seconds, rates)));
    return new Panel(panel.spot(), mark, funding);
  }

  @Test
  void ewmaIsTheClosedFormOfItsWeights() {
    Panel panel = SharedData.spot("2020-12-01T00:00:00Z", "AVAXUSDT");
    long last = LocalDate.of(2020, 11, 30).toEpochDay();
    Forecasts ours = WalkForward.walk(panel, List.of("AVAXUSDT"), new Ewma(0.94), last, _ -> {});
    var series = panel.series("AVAXUSDT").orElseThrow();
    double expected = Double.NaN;
    for (long day = ours.firstDay(); day <= last; day++) {
      double realised = 0;
      int count = 0;
      for (long hour = day * 24 - 24; hour < day * 24; hour++) {
        if (series.isTraded(hour)) {
          double range = Math.log(series.high(hour) / series.low(hour));
          realised += 1e4 * range * range / (4 * Math.log(2));
          count++;
        }
      }
      if (2 * count >= 24) {
        double whole = realised * 24 / count;
        expected = Double.isNaN(expected) ? whole : 0.94 * expected + 0.06 * whole;
      }
    }
    assertEquals(1, ours.variance(0, last) / expected, 1e-12);
  }
}
