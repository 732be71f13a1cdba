package org.plimsoll.forecast.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.forecast.SharedData;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.model.Ewma;
import org.plimsoll.forecast.model.LogHarModel;
import org.plimsoll.forecast.model.PanelHar;

class BacktestTest {
  private static final String[] SYMBOLS = {"SOLUSDT", "AVAXUSDT"};

  private static Backtest.Result run(int threads) throws InterruptedException {
    Panel panel = SharedData.spot("2022-04-01T00:00:00Z", SYMBOLS);
    var plan =
        new Backtest.Plan(
            panel,
            List.of(SYMBOLS),
            List.of(new Ewma(0.94), new LogHarModel(LogHarOptions.SX_W), PanelHar.full()),
            "log-HAR-SX-W",
            List.of("panel-HAR"),
            LocalDate.of(2021, 9, 1).toEpochDay(),
            LocalDate.of(2022, 3, 30).toEpochDay());
    return Backtest.run(plan, threads, (_, _) -> {});
  }

  @Test
  void filesAreTheSameWhateverTheNumberOfThreads(@TempDir Path folder)
      throws IOException, InterruptedException {
    Backtest.Result one = run(1);
    Backtest.Result two = run(2);
    Path first = folder.resolve("one.csv");
    Path second = folder.resolve("two.csv");
    ForecastCsv.write(one.tracks().values().stream().flatMap(List::stream).toList(), first);
    ForecastCsv.write(two.tracks().values().stream().flatMap(List::stream).toList(), second);
    List<String> lines = Files.readAllLines(first);
    assertEquals(lines, Files.readAllLines(second));
    assertEquals(ScoresJson.of(one), ScoresJson.of(two));
    String report = BacktestReport.of(one, "a command", "data").html();
    assertEquals(report, BacktestReport.of(two, "a command", "data").html());
    assertTrue(report.contains("Model in charge") && report.contains("<svg"));
    assertEquals(
        "origin_utc,symbol,model,variance_pct2,return_lo90,return_hi90,return_lo99,return_hi99,"
            + "low90,high90",
        lines.getFirst());
    assertEquals(1 + 211 * 2 * 4, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      assertEquals(10, fields.length, line);
      assertTrue(fields[0].endsWith("T00:00:00Z"), line);
      assertTrue(Double.parseDouble(fields[3]) > 0, line);
      assertTrue(Double.parseDouble(fields[8]) < 0 && Double.parseDouble(fields[9]) > 0, line);
    }
  }

  /// The mean over days and the two thirds-wise scores, once more by hand.
  @Test
  void scoresAreMeansOverTheJudgedDays() throws InterruptedException {
    List<Track> tracks = run(2).of("EWMA-0.94");
    double sum = 0;
    int n = 0;
    for (Track.Row row : tracks.getFirst().judged()) {
      double x = Track.outcome(row).variancePct2() / row.variancePct2();
      sum += x - Math.log(x) - 1;
      n++;
    }
    assertEquals(sum / n, Score.of(tracks.getFirst().judged()).qlike(), 1e-12);
    List<List<Track.Row>> thirds = Regimes.terciles(tracks);
    int all = thirds.stream().mapToInt(List::size).sum();
    assertEquals(tracks.get(0).judged().size() + tracks.get(1).judged().size(), all);
    Comparison itself = Comparison.pooled(tracks, tracks);
    assertEquals(1, itself.ratio());
    Regimes.Worst worst = Regimes.worst(tracks);
    assertTrue(worst.qlike() >= Losses.mean(values(tracks)), worst.toString());
  }

  private static double[] values(List<Track> tracks) {
    return Regimes.dailyLoss(tracks).values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
