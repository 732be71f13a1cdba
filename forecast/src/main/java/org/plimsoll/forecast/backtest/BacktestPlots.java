package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.forecast.interval.Intervals;
import org.plimsoll.forecast.report.Chart;
import org.plimsoll.forecast.report.ReportPage;
import org.plimsoll.forecast.report.Tone;

/// The charts of a backtest's report.
final class BacktestPlots {
  private static final int ROLLING_DAYS = 90;
  private static final int MAX_SYMBOLS = 12;
  private static final double FAR_BEHIND = 1.1;

  private final Backtest.Result result;
  private final ReportPage page;
  private final String lead;
  private final String champion;

  BacktestPlots(Backtest.Result result, ReportPage page) {
    this.result = result;
    this.page = page;
    lead = result.lead();
    champion = result.plan().champion();
  }

  void draw() {
    page.section("Over time");
    page.chart(
        "Share of outcomes within their intervals over the last "
            + ROLLING_DAYS
            + " days, all symbols together, with the nominal levels.",
        coverage());
    page.chart(
        "Loss saved against "
            + champion
            + ": the running sum of the daily mean difference of QLIKE. Rising means better. Models that "
            + "lose by more than a tenth are left out.",
        saved());
    page.section("Forecast against outcome");
    page.chart(
        "Each judged day of each symbol: forecast deviation and the one realised, percent. On the "
            + "dashed line they agree.",
        scatter());
    List<Track> tracks = result.of(lead);
    for (Track track : tracks.subList(0, Math.min(MAX_SYMBOLS, tracks.size()))) {
      page.part(track.symbol());
      page.chart(
          "Daily standard deviation of " + track.symbol() + ": forecast and realised, percent.",
          deviation(track));
      page.chart(
          "Return of the next 24 hours of "
              + track.symbol()
              + " with its 90 % and 99 % intervals; misses of the 99 % interval are marked.",
          returns(track));
    }
  }

  private Chart coverage() {
    Chart chart = Chart.overTime("Rolling coverage", "share").between(0.8, 1);
    Band[] bands = {Band.RETURN_90, Band.PATH_90, Band.RETURN_99, Band.PATH_99};
    for (int i = 0; i < bands.length; i++) {
      Map<Long, int[]> days = new TreeMap<>();
      for (Track track : result.of(lead)) {
        for (Track.Row row : track.judged()) {
          count(days, row, bands[i]);
        }
      }
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      rolling(List.copyOf(days.entrySet()), x, y);
      chart.line(bands[i].label(), Tone.ofIndex(i), array(x), array(y));
    }
    return chart.level("", Tone.LIMIT, 0.9).level("nominal", Tone.LIMIT, 0.99);
  }

  private static void count(Map<Long, int[]> days, Track.Row row, Band band) {
    Intervals intervals = row.intervals();
    if (intervals != null) {
      int[] counts = days.computeIfAbsent(row.day(), _ -> new int[2]);
      boolean missed =
          band.isBelow(intervals, Track.outcome(row))
              || band.isAbove(intervals, Track.outcome(row));
      counts[0] += missed ? 0 : 1;
      counts[1]++;
    }
  }

  private static void rolling(List<Map.Entry<Long, int[]>> days, List<Double> x, List<Double> y) {
    int within = 0;
    int all = 0;
    for (int i = 0; i < days.size(); i++) {
      within += days.get(i).getValue()[0];
      all += days.get(i).getValue()[1];
      if (i >= ROLLING_DAYS) {
        within -= days.get(i - ROLLING_DAYS).getValue()[0];
        all -= days.get(i - ROLLING_DAYS).getValue()[1];
      }
      if (i >= ROLLING_DAYS - 1) {
        x.add((double) days.get(i).getKey());
        y.add((double) within / all);
      }
    }
  }

  private Chart saved() {
    Chart chart = Chart.overTime("Loss saved against the champion", "sum of QLIKE saved");
    Map<Long, Double> reference = Regimes.dailyLoss(result.of(champion));
    int shown = 0;
    for (String model : result.tracks().keySet().stream().toList().reversed()) {
      if (model.equals(champion) || shown == 4 || isFarBehind(model)) {
        continue;
      }
      double sum = 0;
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (var entry : Regimes.dailyLoss(result.of(model)).entrySet()) {
        Double other = reference.get(entry.getKey());
        sum += other == null ? 0 : other - entry.getValue();
        x.add((double) entry.getKey());
        y.add(sum);
      }
      chart.line(model, Tone.ofIndex(shown++), array(x), array(y));
    }
    return chart.level("", Tone.LIMIT, 0);
  }

  /// Whether a model's loss is so much larger that its line would flatten the others.
  private boolean isFarBehind(String model) {
    return Comparison.pooled(result.of(model), result.of(champion)).ratio() > FAR_BEHIND;
  }

  private Chart scatter() {
    Chart chart =
        Chart.logarithmic("Forecast and realised deviation", "forecast, %", "realised, %");
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Track track : result.of(lead)) {
      for (Track.Row row : track.judged()) {
        x.add(Math.sqrt(row.variancePct2()));
        y.add(Math.sqrt(Track.outcome(row).variancePct2()));
      }
    }
    return chart.points("a day", Tone.MAIN, 1.3, array(x), array(y)).diagonal("equal");
  }

  private static Chart deviation(Track track) {
    List<Track.Row> rows = track.judged();
    double[] x = new double[rows.size()];
    double[] forecast = new double[rows.size()];
    double[] realised = new double[rows.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (double) rows.get(i).day();
      forecast[i] = Math.sqrt(rows.get(i).variancePct2());
      realised[i] = Math.sqrt(Track.outcome(rows.get(i)).variancePct2());
    }
    return Chart.overTime("Deviation of " + track.symbol(), "% a day")
        .logarithmicY()
        .thinLine("realised", Tone.OUTCOME, x, realised)
        .line("forecast", Tone.MAIN, x, forecast);
  }

  private static Chart returns(Track track) {
    List<Track.Row> rows = track.judged().stream().filter(row -> row.intervals() != null).toList();
    int n = rows.size();
    double[] x = new double[n];
    double[][] bounds = new double[4][n];
    double[] outcome = new double[n];
    double[] missed = new double[n];
    Arrays.fill(missed, Double.NaN);
    for (int i = 0; i < n; i++) {
      Track.Row row = rows.get(i);
      Intervals intervals = row.intervals();
      x[i] = (double) row.day();
      outcome[i] = Track.outcome(row).returnPct();
      if (intervals != null) {
        bounds[0][i] = intervals.returnLow90();
        bounds[1][i] = intervals.returnHigh90();
        bounds[2][i] = intervals.returnLow99();
        bounds[3][i] = intervals.returnHigh99();
        boolean out = outcome[i] < bounds[2][i] || outcome[i] > bounds[3][i];
        missed[i] = out ? outcome[i] : Double.NaN;
      }
    }
    return Chart.overTime("Returns of " + track.symbol() + " and their intervals", "%")
        .band("99 %", Tone.FAINT, x, bounds[2], bounds[3])
        .band("90 %", Tone.MAIN, x, bounds[0], bounds[1])
        .points("return", Tone.LIMIT, 1.1, x, outcome)
        .points("miss", Tone.ALARM, 3.2, x, missed);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
