package org.plimsoll.forecast.backtest;

import static org.plimsoll.forecast.backtest.Figures.cell;
import static org.plimsoll.forecast.backtest.Figures.number;
import static org.plimsoll.forecast.backtest.Figures.percent;
import static org.plimsoll.forecast.backtest.Figures.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.forecast.combine.Promotion;
import org.plimsoll.forecast.report.BarChart;
import org.plimsoll.forecast.report.ReportPage;
import org.plimsoll.forecast.report.ReportTable;
import org.plimsoll.forecast.report.ReportTable.Cell;
import org.plimsoll.forecast.report.ReportTable.Verdict;
import org.plimsoll.forecast.report.Tone;

/// The report of a forecast backtest, for those who must be able to trust it.
public final class BacktestReport {
  private static final double BETTER = -2;

  private final Backtest.Result result;
  private final String lead;
  private final String champion;
  private final long costliest;
  private final ReportPage page;

  private BacktestReport(Backtest.Result result, String command, String data) {
    this.result = result;
    this.lead = result.lead();
    this.champion = result.plan().champion();
    this.costliest = Regimes.costliestDay(result.of(champion));
    Backtest.Plan plan = result.plan();
    String span = Figures.day(plan.firstDay()) + " to " + Figures.day(plan.lastDay());
    page =
        ReportPage.of(
            "Backtest of volatility forecasts",
            "Daily forecasts of the next 24 hours at 00:00 UTC, " + span);
    page.facts(
        List.of(
            "Symbols", String.join(", ", plan.symbols()),
            "Model in charge", lead,
            "Compared with", champion,
            "Data", data,
            "Reproduce with", command));
  }

  /// The report as a page.
  ///
  /// @param command with which it was made
  /// @param data where the recordings lay
  public static ReportPage of(Backtest.Result result, String command, String data) {
    var report = new BacktestReport(result, command, data);
    report.tiles();
    report.accuracy();
    report.symbols();
    report.intervals();
    report.regimes();
    new BacktestPlots(result, report.page).draw();
    report.charge();
    report.method();
    return report.page;
  }

  private void tiles() {
    Comparison whole = Comparison.pooled(result.of(lead), result.of(champion));
    Comparison trimmed =
        Comparison.pooled(
            Regimes.without(result.of(lead), costliest),
            Regimes.without(result.of(champion), costliest));
    List<ReportPage.Tile> tiles = new ArrayList<>();
    tiles.add(
        new ReportPage.Tile(
            signed(100 * (trimmed.ratio() - 1), 1) + " %",
            "QLIKE against " + champion + ", without " + Figures.day(costliest),
            trimmed.ratio() < 1 ? Verdict.GOOD : Verdict.BAD));
    tiles.add(
        new ReportPage.Tile(
            signed(trimmed.test().statistic(), 2),
            "Diebold–Mariano statistic; −2 or beyond is better",
            trimmed.test().statistic() <= BETTER ? Verdict.GOOD : Verdict.WATCH));
    tiles.add(
        new ReportPage.Tile(
            signed(100 * (whole.ratio() - 1), 1) + " %",
            "QLIKE with every day in",
            whole.ratio() <= 1 ? Verdict.GOOD : Verdict.WATCH));
    tiles.add(coverageTile(Band.RETURN_90, 0.01, 1));
    tiles.add(coverageTile(Band.RETURN_99, 0.003, 2));
    page.tiles(tiles);
  }

  private ReportPage.Tile coverageTile(Band band, double tolerance, int decimals) {
    double coverage = pooledCoverage(result.of(lead), band);
    boolean good = Math.abs(coverage - (1 - band.miss())) <= tolerance;
    return new ReportPage.Tile(
        percent(coverage, decimals),
        "of outcomes within the " + band.label() + " interval",
        good ? Verdict.GOOD : Verdict.WATCH);
  }

  private static double pooledCoverage(List<Track> tracks, Band band) {
    int days = 0;
    int missed = 0;
    for (Track track : tracks) {
      Optional<BandScore> score = BandScore.of(band, track.judged());
      days += score.map(BandScore::days).orElse(0);
      missed += score.map(BandScore::missed).orElse(0);
    }
    return 1 - (double) missed / days;
  }

  private void accuracy() {
    page.section("Accuracy of the variance");
    page.text(
        "The target is the sum of the 24 hourly Parkinson variances after the origin. QLIKE is the "
            + "mean of x − ln x − 1 with x = realised / forecast: 0 is perfect, and it is robust to "
            + "noise in the realised variance. Ratio and test compare with "
            + champion
            + " on the same days; a statistic of −2 or beyond means that the model is better by more "
            + "than chance.");
    ReportTable table =
        ReportTable.of(
            "model",
            "QLIKE",
            "ratio",
            "DM",
            "p",
            "ratio without " + Figures.day(costliest),
            "DM",
            "MSE",
            "R² of log",
            "mean ratio");
    BarChart bars = BarChart.from(1, "QLIKE relative to the champion", "QLIKE ratio");
    for (String model : result.tracks().keySet()) {
      modelRow(table, bars, model);
    }
    page.table(
        "All models, mean over symbols. Mean ratio is mean forecast over mean realised variance; 1 "
            + "is unbiased.",
        table);
    page.chart(
        "Mean QLIKE of each model over that of the champion, without "
            + Figures.day(costliest)
            + ", the costliest day. Bars to the left are better.",
        bars);
  }

  private void modelRow(ReportTable table, BarChart bars, String model) {
    List<Track> tracks = result.of(model);
    List<Track> reference = result.of(champion);
    double[] means = meanScores(tracks);
    Comparison whole = Comparison.pooled(tracks, reference);
    Comparison trimmed =
        Comparison.pooled(
            Regimes.without(tracks, costliest), Regimes.without(reference, costliest));
    boolean itself = model.equals(champion);
    table.row(
        List.of(
            cell(model),
            cell(means[0], 4),
            cell(whole.ratio(), 4),
            cell(itself ? "–" : signed(whole.test().statistic(), 2)),
            cell(itself ? "–" : number(whole.test().pValue(), 3)),
            cell(trimmed.ratio(), 4),
            itself ? cell("–") : better(trimmed.test().statistic()),
            cell(means[1], 1),
            cell(means[2], 3),
            cell(means[3], 3)));
    bars.row(model, trimmed.ratio(), 3, model.equals(lead) ? Tone.MAIN : Tone.FAINT);
  }

  private static Cell better(double statistic) {
    String text = signed(statistic, 2);
    if (statistic <= BETTER) {
      return new Cell(text, Verdict.GOOD);
    }
    return statistic >= -BETTER ? new Cell(text, Verdict.BAD) : cell(text);
  }

  private static double[] meanScores(List<Track> tracks) {
    double[] means = new double[4];
    for (Track track : tracks) {
      Score score = Score.of(track.judged());
      means[0] += score.qlike() / tracks.size();
      means[1] += score.mse() / tracks.size();
      means[2] += score.logR2() / tracks.size();
      means[3] += score.meanRatio() / tracks.size();
    }
    return means;
  }

  private void symbols() {
    page.section("Symbol by symbol");
    ReportTable table =
        ReportTable.of(
            "symbol",
            "days",
            "left out",
            "QLIKE",
            champion,
            "ratio",
            "DM",
            "ratio without " + Figures.day(costliest),
            "DM",
            "R² of log",
            "mean ratio");
    List<Track> own = result.of(lead);
    List<Track> others = result.of(champion);
    for (int s = 0; s < own.size(); s++) {
      Score score = Score.of(own.get(s).judged());
      Comparison whole = Comparison.of(own.get(s), others.get(s));
      List<Track> trimmedOwn = Regimes.without(List.of(own.get(s)), costliest);
      List<Track> trimmedOther = Regimes.without(List.of(others.get(s)), costliest);
      Comparison trimmed = Comparison.pooled(trimmedOwn, trimmedOther);
      table.row(
          List.of(
              cell(own.get(s).symbol()),
              cell(String.valueOf(score.days())),
              cell(String.valueOf(own.get(s).leftOut())),
              cell(score.qlike(), 4),
              cell(Score.of(others.get(s).judged()).qlike(), 4),
              Cell.judged(number(whole.ratio(), 4), whole.ratio() <= 1),
              better(whole.test().statistic()),
              Cell.judged(number(trimmed.ratio(), 4), trimmed.ratio() <= 1),
              better(trimmed.test().statistic()),
              cell(score.logR2(), 3),
              cell(score.meanRatio(), 3)));
    }
    page.table(
        lead
            + " against "
            + champion
            + ". Windows with a missing or filled hour are left out and counted.",
        table);
  }

  private void intervals() {
    page.section("Intervals");
    page.text(
        "Intervals are split-conformal, scaled by the forecast deviation: their width follows from "
            + "how far past outcomes lay from their forecasts, without assuming a distribution. "
            + "Kupiec's test asks whether misses come as often as they should, Christoffersen's also "
            + "whether they come one by one. p below 0.01 rejects. The traffic light is that of the "
            + "Basel Committee.");
    for (Band band : Band.values()) {
      page.table(
          "Interval: "
              + band.label()
              + ". Width in percentage points of log return; width ratio against "
              + champion
              + ".",
          bandTable(band));
    }
  }

  private ReportTable bandTable(Band band) {
    ReportTable table =
        ReportTable.of(
            "symbol",
            "days",
            "coverage",
            "below",
            "above",
            "expected each",
            "width",
            "width ratio",
            "Kupiec p",
            "p below",
            "p above",
            "Christoffersen p",
            "light");
    List<Track> own = result.of(lead);
    List<Track> others = result.of(champion);
    for (int s = 0; s < own.size(); s++) {
      Optional<BandScore> found = BandScore.of(band, own.get(s).judged());
      if (found.isEmpty()) {
        continue;
      }
      BandScore score = found.get();
      double width =
          BandScore.of(band, others.get(s).judged()).map(BandScore::meanWidth).orElse(Double.NaN);
      table.row(
          List.of(
              cell(own.get(s).symbol()),
              cell(String.valueOf(score.days())),
              cell(percent(score.coverage(), 2)),
              cell(String.valueOf(score.below())),
              cell(String.valueOf(score.above())),
              cell(score.days() * band.miss() / 2, 1),
              cell(score.meanWidth(), 2),
              cell(score.meanWidth() / width, 3),
              Figures.pValue(score.kupiec().pValue()),
              Figures.pValue(score.kupiecBelow().pValue()),
              Figures.pValue(score.kupiecAbove().pValue()),
              Figures.pValue(score.conditional().pValue()),
              Figures.zone(score.zone())));
    }
    return table;
  }

  private void regimes() {
    page.section("Calm and stormy days");
    ReportTable table =
        ReportTable.of(
            "days",
            "number",
            "QLIKE",
            champion,
            "mean ratio",
            "return 90 %",
            "return 99 %",
            "low/high 90 %",
            "low/high 99 %");
    String[] names = {"calm third", "middle third", "stormy third"};
    List<List<Track.Row>> own = Regimes.terciles(result.of(lead));
    List<List<Track.Row>> others = Regimes.terciles(result.of(champion));
    for (int i = 0; i < names.length; i++) {
      Score score = Score.of(own.get(i));
      List<Cell> cells = new ArrayList<>();
      cells.add(cell(names[i]));
      cells.add(cell(String.valueOf(score.days())));
      cells.add(cell(score.qlike(), 4));
      cells.add(cell(Score.of(others.get(i)).qlike(), 4));
      cells.add(cell(score.meanRatio(), 3));
      for (Band band : Band.values()) {
        double coverage =
            BandScore.of(band, own.get(i)).map(BandScore::coverage).orElse(Double.NaN);
        cells.add(cell(percent(coverage, 1)));
      }
      table.row(cells);
    }
    page.table(
        "By thirds of the variance that came, per symbol. No model foresees shocks: in the stormy "
            + "third outcomes exceed forecasts by construction, and coverage falls.",
        table);
    Regimes.Worst worst = Regimes.worst(result.of(lead));
    page.text(
        "Worst 90 days of "
            + lead
            + ": "
            + Figures.day(worst.first())
            + " to "
            + Figures.day(worst.last())
            + ", mean QLIKE "
            + number(worst.qlike(), 4)
            + ". Costliest single day of "
            + champion
            + ": "
            + Figures.day(costliest)
            + ".");
  }

  private void charge() {
    page.section("Model in charge");
    page.text(
        "On the first of each month each challenger is compared with the champion over the last 1,460 "
            + "days and all markets of the panel, a loss above 4 counting as 4. It is promoted at a "
            + "Diebold–Mariano statistic of −2 or beyond on at least 365 days, and demoted at +1 or "
            + "beyond. Until a promotion the champion is in charge.");
    if (result.promotions().isEmpty()) {
      page.note("No challenger was promoted or demoted.");
      return;
    }
    ReportTable table = ReportTable.of("from", "event", "challenger", "days", "DM", "QLIKE ratio");
    for (Promotion each : result.promotions()) {
      table.row(
          Figures.day(each.day()),
          each.promoted() ? "promoted" : "demoted",
          each.challenger(),
          String.valueOf(each.days()),
          signed(each.statistic(), 2),
          number(each.ratio(), 4));
    }
    page.table("Promotions and demotions with the evidence known on the day.", table);
  }

  private void method() {
    page.section("Method");
    page.text(
        "Every model walks forward from the first day of the recordings and sees only bars that "
            + "closed by the origin; forecasts made with the data cut at the origin are identical, "
            + "bit by bit. Symbols learn from all markets of their venue in the data folder. "
            + "Intervals rest on the latest 730 outcomes.");
    page.text(
        "Tests: P. Kupiec (1995); P. Christoffersen (1998); F. Diebold and R. Mariano (1995) on the "
            + "daily mean loss over symbols, Bartlett weights up to lag n^(1/3); Basel Committee, "
            + "Supervisory framework for the use of backtesting (1996).");
  }
}
