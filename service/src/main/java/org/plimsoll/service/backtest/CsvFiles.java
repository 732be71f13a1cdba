package org.plimsoll.service.backtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.forecast.backtest.TestResult;

/// The figures of a backtest as CSV files (RFC 4180), one row a fact, for whoever recomputes them.
public final class CsvFiles {
  private CsvFiles() {}

  /// Writes every file into a folder that exists.
  public static void write(BacktestRun run, List<StepResponse> steps, Path folder)
      throws IOException {
    write(folder.resolve("margins.csv"), margins(run));
    write(folder.resolve("tests.csv"), tests(run));
    write(folder.resolve("exceedances.csv"), exceedances(run));
    write(folder.resolve("procyclicality.csv"), procyclicality(run));
    write(folder.resolve("responsiveness.csv"), responsiveness(run));
    write(folder.resolve("step-response.csv"), steps(run, steps));
  }

  private static void write(Path file, List<List<Object>> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (List<Object> row : rows) {
      text.append(String.join(",", row.stream().map(CsvFiles::field).toList())).append("\r\n");
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /// A number with every digit it has; nothing for one that is not there.
  private static String field(Object value) {
    if (value instanceof Double number) {
      return Double.isNaN(number) ? "" : Double.toString(number);
    }
    String text = String.valueOf(value);
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /// One row a midnight, market and rule.
  private static List<List<Object>> margins(BacktestRun run) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "origin_utc",
            "symbol",
            "pack",
            "answer",
            "margin",
            "demanded",
            "lawful_floor",
            "held_by_cap",
            "price",
            "sigma_day",
            "sigma_in_charge",
            "sigma_reason",
            "horizon_days",
            "loss_long",
            "loss_short",
            "worst_long",
            "worst_short"));
    for (int column = 0; column < run.plan().columns().size(); column++) {
      for (String market : run.markets()) {
        marginRows(run, column, market, rows);
      }
    }
    return rows;
  }

  private static void marginRows(
      BacktestRun run, int column, String market, List<List<Object>> rows) {
    Column rule = run.plan().columns().get(column);
    MarginDays days = run.margins(column, market);
    PriceDays prices = run.prices(market);
    SigmaDays sigmas = run.sigmas(market);
    double[] values = sigmas.sigmas();
    for (int i = 0; i < days.size(); i++) {
      long day = days.firstDay() + i;
      if (Double.isNaN(prices.at(day))) {
        continue;
      }
      rows.add(
          List.of(
              LocalDate.ofEpochDay(day) + "T00:00:00Z",
              market,
              rule.id(),
              days.answer(i).name(),
              days.margin(i),
              days.demanded(i),
              days.floor(i),
              days.isCapped(i),
              prices.at(day),
              values[i],
              sigmas.inCharge(i),
              sigmas.reason(i),
              rule.horizonDays(),
              prices.longLoss(day, rule.horizonDays()),
              prices.shortLoss(day, rule.horizonDays()),
              prices.worstLongLoss(day, rule.horizonDays()),
              prices.worstShortLoss(day, rule.horizonDays())));
    }
  }

  private static List<List<Object>> tests(BacktestRun run) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "pack",
            "symbol",
            "side",
            "horizon_days",
            "confidence",
            "observed",
            "exceeded_overlapping",
            "exceeded_intraday",
            "tested",
            "expected",
            "exceeded",
            "kupiec_lr",
            "kupiec_p",
            "christoffersen_ind_lr",
            "christoffersen_ind_p",
            "christoffersen_cc_lr",
            "christoffersen_cc_p",
            "zone",
            "mean_severity",
            "worst_severity"));
    for (int column = 0; column < run.plan().columns().size(); column++) {
      Column rule = run.plan().columns().get(column);
      List<MarginTest> tests = run.tests(column);
      for (MarginTest test : tests) {
        test.sides().forEach(side -> rows.add(testRow(rule, test.market(), side)));
      }
      for (MarginTest.Side side : MarginTest.Side.values()) {
        rows.add(testRow(rule, "ALL", MarginTest.pooled(side, tests)));
      }
    }
    return rows;
  }

  private static List<Object> testRow(Column rule, String market, MarginTest.SideTest side) {
    TestResult kupiec = side.kupiec();
    TestResult independence = side.independence();
    TestResult conditional = side.conditional();
    return List.of(
        rule.id(),
        market,
        side.side().name(),
        rule.horizonDays(),
        rule.confidence(),
        side.observed(),
        side.exceeded(),
        side.intraday(),
        side.tested(),
        side.expected(),
        side.exceedances(true),
        kupiec.statistic(),
        kupiec.pValue(),
        independence.statistic(),
        independence.pValue(),
        conditional.statistic(),
        conditional.pValue(),
        side.tested() == 0 ? "" : side.zone().name(),
        side.meanSeverity(),
        side.worstSeverity());
  }

  private static List<List<Object>> exceedances(BacktestRun run) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of("pack", "symbol", "side", "origin_utc", "margin", "loss", "severity", "in_tests"));
    for (int column = 0; column < run.plan().columns().size(); column++) {
      String pack = run.plan().columns().get(column).id();
      for (MarginTest test : run.tests(column)) {
        for (MarginTest.SideTest side : test.sides()) {
          for (MarginTest.Exceedance one : side.exceedances()) {
            rows.add(
                List.of(
                    pack,
                    one.market(),
                    one.side().name(),
                    one.day() + "T00:00:00Z",
                    one.margin(),
                    one.loss(),
                    one.severity(),
                    one.tested()));
          }
        }
      }
    }
    return rows;
  }

  private static List<List<Object>> procyclicality(BacktestRun run) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "pack",
            "symbol",
            "days",
            "mean",
            "lowest",
            "highest",
            "peak_to_trough",
            "call_1d",
            "call_5d",
            "call_30d",
            "relative_call_1d",
            "relative_call_5d",
            "relative_call_30d",
            "instability_1d",
            "instability_5d",
            "days_over_10pct",
            "days_over_25pct",
            "days_over_50pct",
            "tool_cost",
            "days_below_lawful_floor",
            "days_held_by_cap"));
    for (int column = 0; column < run.plan().columns().size(); column++) {
      for (String market : run.markets()) {
        rows.add(procyclicalityRow(run, column, market));
      }
    }
    return rows;
  }

  private static List<Object> procyclicalityRow(BacktestRun run, int column, String market) {
    Procyclicality p = run.procyclicality(column, market);
    MarginDays days = run.margins(column, market);
    return List.of(
        run.plan().columns().get(column).id(),
        market,
        p.days(),
        p.mean(),
        p.lowest(),
        p.highest(),
        p.peakToTrough(),
        p.call1(),
        p.call5(),
        p.call30(),
        p.relativeCall1(),
        p.relativeCall5(),
        p.relativeCall30(),
        p.instability1(),
        p.instability5(),
        p.over10(),
        p.over25(),
        p.over50(),
        p.toolCost(),
        days.daysBelowFloor(),
        days.daysCapped());
  }

  private static List<List<Object>> responsiveness(BacktestRun run) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("pack", "symbol", "window", "from", "to", "elasticity"));
    for (int column = 0; column < run.plan().columns().size(); column++) {
      for (String market : run.markets()) {
        for (BacktestPlan.StressWindow window : run.plan().windows()) {
          rows.add(
              List.of(
                  run.plan().columns().get(column).id(),
                  market,
                  window.name(),
                  window.from(),
                  window.to(),
                  run.responsiveness(column, market, window)));
        }
      }
    }
    return rows;
  }

  private static List<List<Object>> steps(BacktestRun run, List<StepResponse> steps) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("pack", "days_after_step", "response"));
    for (StepResponse step : steps) {
      for (int k = 0; k < step.ratios().size(); k++) {
        rows.add(List.of(run.plan().columns().get(step.column()).id(), k, step.ratios().get(k)));
      }
    }
    return rows;
  }
}
