package org.plimsoll.forecast.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.plimsoll.forecast.SharedData;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.market.HourlySeries;

/// The published figures of the reference forecasts of Bitcoin, 2023 to 2025, come out of our
/// target, losses and tests.
class ReferenceBarsTest {
  private static final String SYMBOL = "BTCUSDT";

  @Test
  void referenceForecastsScoreAsPublished() throws IOException {
    HourlySeries series =
        SharedData.spot("2026-01-01T00:00:00Z", SYMBOL).series(SYMBOL).orElseThrow();
    Map<Long, double[]> bySx = reference("log-HAR-SX");
    Map<Long, double[]> bySxW = reference("log-HAR-SX-W");
    List<Double> loss = new ArrayList<>();
    List<Double> difference = new ArrayList<>();
    double realised = 0;
    int below = 0;
    int above = 0;
    int leftOut = 0;
    for (var entry : bySxW.entrySet()) {
      if (!(Target.at(series, entry.getKey()) instanceof Target.Observed observed)) {
        leftOut++;
        continue;
      }
      double variance = observed.variancePct2();
      double[] row = entry.getValue();
      double own = Losses.qlike(variance, row[0]);
      loss.add(own);
      double[] other = java.util.Objects.requireNonNull(bySx.get(entry.getKey()));
      difference.add(own - Losses.qlike(variance, other[0]));
      realised += variance;
      below += observed.lowPct() < row[5] ? 1 : 0;
      above += observed.highPct() > row[6] ? 1 : 0;
    }
    int n = loss.size();
    assertEquals(1_095, n);
    assertEquals(1, leftOut);
    assertEquals(6.425987311287586, realised / n, 1e-9);
    assertEquals(0.24340992450073523, Losses.mean(array(loss)), 1e-9);
    TestResult test = Losses.dieboldMariano(array(difference));
    assertEquals(0.06193065216594304, test.statistic(), 1e-6);
    assertEquals(54, below);
    assertEquals(55, above);
    assertEquals(0.010861815201508307, Coverage.kupiec(n, below, 0.05).statistic(), 1e-9);
  }

  private static Map<Long, double[]> reference(String model) throws IOException {
    Map<Long, double[]> rows = new TreeMap<>();
    var file = SharedData.path("research/volatility-champion-forecasts-dev.csv.gz");
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split(",", -1);
        if (fields[1].equals(SYMBOL) && fields[2].equals(model)) {
          double[] values = new double[7];
          for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(fields[3 + i]);
          }
          rows.put(Instant.parse(fields[0]).getEpochSecond() / 3_600, values);
        }
      }
    }
    return rows;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
