package org.plimsoll.service.backtest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.forecast.report.BarChart;
import org.plimsoll.forecast.report.Chart;
import org.plimsoll.forecast.report.ReportPage;
import org.plimsoll.forecast.report.ReportTable;
import org.plimsoll.forecast.report.ReportTable.Cell;
import org.plimsoll.forecast.report.ReportTable.Verdict;
import org.plimsoll.forecast.report.Tone;

/// The report of a backtest as one HTML page: what was tested, the verdict, margins against losses,
/// coverage tests, breaches, procyclicality, the rules beside the law, and how it was done.
///
/// The same run gives the same bytes: nothing in it is of the time at which it was made.
public final class BacktestReport {
  private static final int WORST_BREACHES = 25;

  private final BacktestRun run;
  private final List<StepResponse> steps;
  private final List<PackSummary> summaries;
  private final List<Column> columns;
  private final ReportWords words;
  private final Setting setting;
  private final ReportPage page;

  /// In what language, and by what program.
  ///
  /// @param language as HTML names it: `en`, `zh-CN`
  /// @param program name and version
  public record Setting(String language, String program) {}

  private BacktestReport(
      BacktestRun run, List<StepResponse> steps, ReportWords words, Setting setting) {
    this.run = run;
    this.steps = steps;
    this.words = words;
    this.setting = setting;
    columns = run.plan().columns();
    summaries = PackSummary.of(run, steps);
    page =
        ReportPage.of(
                say("title"),
                say(
                    "subtitle",
                    String.join(", ", columns.stream().map(Column::id).toList()),
                    run.markets().size(),
                    run.plan().from(),
                    run.plan().to()))
            .in(
                new ReportPage.Words(
                    setting.language(), say("table"), say("figure"), say("contents")));
  }

  /// The page.
  ///
  /// @param sources the series of prices, as pairs of name and hash
  public static ReportPage of(
      BacktestRun run,
      List<StepResponse> steps,
      List<String> sources,
      ReportWords words,
      Setting setting) {
    BacktestReport report = new BacktestReport(run, steps, words, setting);
    report.head(sources);
    report.sideBySide();
    report.marginsAndLosses();
    report.coverage();
    report.breaches();
    report.procyclicality();
    report.stress();
    report.besideTheLaw();
    report.method();
    report.citations();
    report.data(sources);
    return report.page;
  }

  private String say(String key, Object... values) {
    return words.get("report." + key, values);
  }

  private void head(List<String> sources) {
    List<String> facts = new ArrayList<>();
    for (Column column : columns) {
      facts.add(column.id());
      facts.add(column.standing().title() + " · " + column.standing().versions());
    }
    LocalDate law = run.plan().lawAsOf();
    facts.add(say("fact.law"));
    facts.add(law == null ? say("fact.law.each") : say("fact.law.fixed", law));
    facts.add(say("fact.span"));
    facts.add(say("fact.span.value", run.plan().from(), run.plan().to(), run.plan().days()));
    facts.add(say("fact.markets"));
    facts.add(String.join(", ", run.markets()));
    facts.add(say("fact.positions"));
    facts.add(say(run.plan().openPositions() ? "fact.positions.open" : "fact.positions.none"));
    if (!run.plan().attributes().isEmpty()) {
      facts.add(say("fact.attributes"));
      facts.add(run.plan().attributes().toString());
    }
    facts.add(say("fact.data"));
    List<String> folders =
        names(sources).stream()
            .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
            .distinct()
            .toList();
    facts.add(say("fact.data.value", sources.size() / 2, String.join(", ", folders)));
    facts.add(say("fact.program"));
    facts.add(setting.program());
    page.facts(facts);
    for (Column column : columns) {
      if (column.isWatermarked()) {
        page.warning(say("watermark", column.id(), column.standing().watermark()));
      }
    }
    page.tiles(summaries.stream().map(this::tile).toList());
  }

  private ReportPage.Tile tile(PackSummary summary) {
    if (summary.tested() == 0) {
      return new ReportPage.Tile(say("zone.NONE"), say("tile.none", summary.pack()), Verdict.PLAIN);
    }
    return new ReportPage.Tile(
        say("zone." + summary.zone()),
        say(
            "tile.tested",
            summary.pack(),
            summary.longExceeded(),
            summary.shortExceeded(),
            Figures.number(summary.allowed(), 1)),
        Figures.verdict(summary.zone()));
  }

  private List<String> headings(String first) {
    List<String> headings = new ArrayList<>();
    headings.add(first);
    columns.forEach(column -> headings.add(column.id()));
    return headings;
  }

  /// A figure of every rule.
  private interface OfSummary {
    Cell of(PackSummary summary);
  }

  private void row(ReportTable table, String key, OfSummary figure) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(say(key)));
    summaries.forEach(summary -> cells.add(figure.of(summary)));
    table.row(cells);
  }

  private void sideBySide() {
    page.section(say("side.heading")).text(say("side.text"));
    ReportTable table = Figures.table(headings(""));
    row(table, "side.status", one -> Cell.of(one.status()));
    row(table, "side.horizon", one -> Cell.of(say("days", one.horizonDays())));
    row(table, "side.confidence", one -> Cell.of(Figures.percent(one.confidence(), 1)));
    row(table, "side.mean", one -> Cell.of(percent(one.meanMargin(), 2)));
    row(table, "side.tested", one -> Cell.of(Figures.count(one.tested())));
    row(table, "side.allowed", one -> Cell.of(Figures.number(one.allowed(), 1)));
    row(table, "side.long", one -> Cell.of(Figures.count(one.longExceeded())));
    row(table, "side.short", one -> Cell.of(Figures.count(one.shortExceeded())));
    row(
        table,
        "side.zone",
        one -> new Cell(say("zone." + one.zone()), Figures.verdict(one.zone())));
    row(table, "side.lights", one -> lights(one));
    row(table, "side.severity", one -> Cell.of(Figures.percent(one.meanSeverity(), 1)));
    row(table, "side.worst", one -> Cell.of(Figures.percent(one.worstSeverity(), 1)));
    row(table, "side.peak", one -> Cell.of(number(one.peakToTrough(), 2)));
    row(table, "side.call1", one -> Cell.of(percent(one.largestCall1(), 2)));
    row(table, "side.call5", one -> Cell.of(percent(one.largestCall5(), 2)));
    row(table, "side.call30", one -> Cell.of(percent(one.largestCall30(), 2)));
    row(table, "side.instability", one -> Cell.of(percent(one.instability5(), 2)));
    row(table, "side.cost", one -> Cell.of(percent(one.toolCost(), 1)));
    row(table, "side.halflife", this::halfLife);
    row(
        table,
        "side.below",
        one ->
            new Cell(
                Figures.count(one.daysBelowLawfulFloor()),
                one.daysBelowLawfulFloor() > 0 ? Verdict.BAD : Verdict.PLAIN));
    row(table, "side.capped", one -> Cell.of(Figures.count(one.daysHeldByCap())));
    row(table, "side.without", one -> Cell.of(Figures.count(one.daysWithout())));
    page.table(say("side.caption"), table);
    page.chart(say("cumulative.caption"), cumulative());
  }

  private Cell lights(PackSummary one) {
    String text = one.redMarkets() + " / " + one.yellowMarkets();
    Verdict verdict =
        one.redMarkets() > 0
            ? Verdict.BAD
            : one.yellowMarkets() > 0 ? Verdict.WATCH : Verdict.PLAIN;
    return new Cell(text, verdict);
  }

  private Cell halfLife(PackSummary one) {
    for (StepResponse step : steps) {
      if (columns.get(step.column()).id().equals(one.pack())) {
        Integer days = one.halfLifeDays();
        return Cell.of(
            !step.isResponsive()
                ? say("step.none")
                : days == null ? say("step.over", StepResponse.DAYS_AFTER) : say("days", days));
      }
    }
    return Cell.of("–");
  }

  private static String percent(@org.jspecify.annotations.Nullable Double value, int decimals) {
    return Figures.percent(value == null ? Double.NaN : value, decimals);
  }

  private static String number(@org.jspecify.annotations.Nullable Double value, int decimals) {
    return Figures.number(value == null ? Double.NaN : value, decimals);
  }

  /// Exceedances over time as a share of what the confidence allows over the whole test.
  private Chart cumulative() {
    double[] days = Chart.days(run.plan().from().toEpochDay(), run.plan().to().toEpochDay());
    Chart chart = Chart.overTime(say("cumulative.title"), say("cumulative.unit"));
    double[] allowed = new double[days.length];
    Arrays.setAll(allowed, i -> (i + 1.0) / days.length);
    chart.line(say("cumulative.allowed"), Tone.LIMIT, days, allowed);
    for (int column = 0; column < columns.size(); column++) {
      List<MarginTest> tests = run.tests(column);
      double[] counted = new double[days.length];
      double total = 0;
      for (MarginTest test : tests) {
        for (MarginTest.SideTest side : test.sides()) {
          total += side.expected();
          side.exceedances().stream()
              .filter(MarginTest.Exceedance::tested)
              .forEach(one -> counted[(int) (one.day().toEpochDay() - days[0])]++);
        }
      }
      for (int i = 1; i < counted.length; i++) {
        counted[i] += counted[i - 1];
      }
      if (total > 0) {
        double allowance = total;
        double[] share = Arrays.stream(counted).map(count -> count / allowance).toArray();
        chart.line(columns.get(column).id(), Tone.ofIndex(column), days, share);
      }
    }
    return chart;
  }

  private void marginsAndLosses() {
    int shortest = columns.stream().mapToInt(Column::horizonDays).min().orElse(1);
    page.section(say("margins.heading")).text(say("margins.text", shortest));
    for (String market : run.markets()) {
      page.chart(say("margins.caption", market), chartOf(market, shortest));
    }
  }

  private Chart chartOf(String market, int shortest) {
    double[] days = Chart.days(run.plan().from().toEpochDay(), run.plan().to().toEpochDay());
    Chart chart = Chart.overTime(market, say("margins.unit"));
    PriceDays prices = run.prices(market);
    double[] losses = new double[days.length];
    Arrays.setAll(
        losses,
        i -> {
          long day = (long) days[i];
          return Math.max(prices.longLoss(day, shortest), prices.shortLoss(day, shortest));
        });
    chart.points(say("margins.losses"), Tone.FAINT, 1.3, days, losses);
    for (int column = 0; column < columns.size(); column++) {
      double[] rates = run.margins(column, market).margins();
      chart.line(columns.get(column).id(), Tone.ofIndex(column), days, rates);
    }
    List<MarginTest.Exceedance> all = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      run.test(column, market).sides().forEach(side -> all.addAll(side.exceedances()));
    }
    double[] places = all.stream().mapToDouble(one -> one.day().toEpochDay()).toArray();
    double[] heights = all.stream().mapToDouble(MarginTest.Exceedance::loss).toArray();
    return chart.points(say("margins.breaches"), Tone.ALARM, 2.6, places, heights);
  }

  private void coverage() {
    page.section(say("coverage.heading")).text(say("coverage.text")).text(say("coverage.pooled"));
    for (int column = 0; column < columns.size(); column++) {
      Column rule = columns.get(column);
      List<MarginTest> tests = run.tests(column);
      boolean tested = tests.stream().anyMatch(test -> test.longSide().tested() > 0);
      page.part(rule.id() + (rule.isWatermarked() ? " · " + rule.standing().watermark() : ""));
      if (!tested) {
        page.text(say("coverage.none", answers(column)));
        continue;
      }
      ReportTable table =
          Figures.table(
              List.of(
                  say("coverage.market"),
                  say("coverage.side"),
                  say("coverage.tested"),
                  say("coverage.allowed"),
                  say("coverage.exceeded"),
                  say("coverage.share"),
                  say("coverage.kupiec"),
                  say("coverage.independence"),
                  say("coverage.conditional"),
                  say("coverage.zone"),
                  say("coverage.hours"),
                  say("coverage.severity"),
                  say("coverage.worst")));
      for (MarginTest test : tests) {
        test.sides().forEach(side -> table.row(coverageRow(test.market(), side)));
      }
      for (MarginTest.Side side : MarginTest.Side.values()) {
        table.row(coverageRow(say("coverage.all"), MarginTest.pooled(side, tests)));
      }
      page.table(
          say(
              "coverage.caption",
              rule.id(),
              rule.horizonDays(),
              say("origin." + rule.horizonFrom()),
              Figures.percent(rule.confidence(), 1),
              say("origin." + rule.confidenceFrom())),
          table);
    }
  }

  private String answers(int column) {
    List<String> found = new ArrayList<>();
    for (MarginDays.Answer answer : MarginDays.Answer.values()) {
      int days =
          run.markets().stream()
              .mapToInt(market -> run.margins(column, market).count(answer))
              .sum();
      if (days > 0) {
        found.add(say("answer." + answer, Figures.count(days)));
      }
    }
    return String.join("; ", found);
  }

  private List<Cell> coverageRow(String market, MarginTest.SideTest side) {
    String name = say(side.side() == MarginTest.Side.LONG ? "long" : "short");
    int exceeded = side.exceedances(true);
    boolean tooMany = exceeded > side.expected();
    String zone = side.tested() == 0 ? "NONE" : side.zone().name();
    return List.of(
        Cell.of(market),
        Cell.of(name),
        Cell.of(Figures.count(side.tested())),
        Cell.of(Figures.number(side.expected(), 1)),
        Cell.of(Figures.count(exceeded)),
        Cell.of(Figures.percent((double) exceeded / side.tested(), 2)),
        Figures.pValue(side.kupiec(), tooMany),
        Figures.pValue(side.independence(), true),
        Figures.pValue(side.conditional(), tooMany),
        new Cell(say("zone." + zone), Figures.verdict(zone)),
        Cell.of(Figures.count(side.intraday())),
        Cell.of(Figures.percent(side.meanSeverity(), 1)),
        Cell.of(Figures.percent(side.worstSeverity(), 1)));
  }

  private void breaches() {
    page.section(say("breaches.heading")).text(say("breaches.text", WORST_BREACHES));
    for (int column = 0; column < columns.size(); column++) {
      List<MarginTest.Exceedance> all = new ArrayList<>();
      for (MarginTest test : run.tests(column)) {
        test.sides().forEach(side -> all.addAll(side.exceedances()));
      }
      if (all.isEmpty()) {
        continue;
      }
      ReportTable table =
          Figures.table(
              List.of(
                  say("breaches.day"),
                  say("coverage.market"),
                  say("coverage.side"),
                  say("breaches.margin"),
                  say("breaches.loss"),
                  say("breaches.uncovered"),
                  say("breaches.severity"),
                  say("breaches.counted")));
      MarginTest.worstFirst(all).stream()
          .limit(WORST_BREACHES)
          .forEach(
              one ->
                  table.row(
                      one.day().toString(),
                      one.market(),
                      say(one.side() == MarginTest.Side.LONG ? "long" : "short"),
                      Figures.percent(one.margin(), 2),
                      Figures.percent(one.loss(), 2),
                      Figures.percent(one.loss() - one.margin(), 2),
                      Figures.percent(one.severity(), 1),
                      say(one.tested() ? "yes" : "no")));
      page.table(say("breaches.caption", columns.get(column).id(), all.size()), table);
    }
  }

  private void procyclicality() {
    page.section(say("cycle.heading")).text(say("cycle.text"));
    BarChart bars = BarChart.from(1, say("cycle.bars.title"), say("cycle.bars.unit"));
    for (int column = 0; column < columns.size(); column++) {
      Double peak = summaries.get(column).peakToTrough();
      bars.row(columns.get(column).id(), peak == null ? Double.NaN : peak, 2, Tone.ofIndex(column));
    }
    page.chart(say("cycle.bars.caption"), bars);
    for (int column = 0; column < columns.size(); column++) {
      ReportTable table =
          Figures.table(
              List.of(
                  say("coverage.market"),
                  say("cycle.mean"),
                  say("cycle.lowest"),
                  say("cycle.highest"),
                  say("cycle.peak"),
                  say("cycle.call", 1),
                  say("cycle.call", 5),
                  say("cycle.call", 30),
                  say("cycle.relative", 5),
                  say("cycle.instability", 1),
                  say("cycle.instability", 5),
                  say("cycle.over"),
                  say("cycle.cost")));
      boolean any = false;
      for (String market : run.markets()) {
        Procyclicality moved = run.procyclicality(column, market);
        any |= moved.days() > 0;
        table.row(cycleRow(market, moved));
      }
      if (any) {
        page.table(say("cycle.caption", columns.get(column).id()), table);
      }
    }
  }

  private static List<Cell> cycleRow(String market, Procyclicality moved) {
    return List.of(
        Cell.of(market),
        Cell.of(Figures.percent(moved.mean(), 2)),
        Cell.of(Figures.percent(moved.lowest(), 2)),
        Cell.of(Figures.percent(moved.highest(), 2)),
        Cell.of(Figures.number(moved.peakToTrough(), 2)),
        Cell.of(Figures.percent(moved.call1(), 2)),
        Cell.of(Figures.percent(moved.call5(), 2)),
        Cell.of(Figures.percent(moved.call30(), 2)),
        Cell.of(Figures.percent(moved.relativeCall5(), 1)),
        Cell.of(Figures.percent(moved.instability1(), 2)),
        Cell.of(Figures.percent(moved.instability5(), 2)),
        Cell.of(
            Figures.percent(moved.over10(), 1)
                + " / "
                + Figures.percent(moved.over25(), 1)
                + " / "
                + Figures.percent(moved.over50(), 1)),
        Cell.of(Figures.percent(moved.toolCost(), 1)));
  }

  private void stress() {
    page.section(say("stress.heading")).text(say("stress.text"));
    ReportTable table = Figures.table(headings(say("stress.window")));
    int measured = 0;
    for (BacktestPlan.StressWindow window : run.plan().windows()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(window.name() + " (" + window.from() + " – " + window.to() + ")"));
      for (int column = 0; column < columns.size(); column++) {
        int index = column;
        double mean =
            run.markets().stream()
                .mapToDouble(market -> run.responsiveness(index, market, window))
                .filter(x -> !Double.isNaN(x))
                .average()
                .orElse(Double.NaN);
        measured += Double.isNaN(mean) ? 0 : 1;
        cells.add(Cell.of(Figures.number(mean, 2)));
      }
      table.row(cells);
    }
    if (measured > 0) {
      page.table(say("stress.caption"), table);
    } else {
      page.text(say("stress.outside"));
    }
    modelsInCharge();
    if (!steps.isEmpty()) {
      stepResponse();
    }
  }

  /// Which model set the volatility that formulas read, market by market.
  private void modelsInCharge() {
    page.part(say("sigma.heading")).text(say("sigma.text"));
    ReportTable table =
        Figures.table(
            List.of(
                say("coverage.market"),
                say("sigma.champion"),
                say("sigma.mean"),
                say("sigma.stress"),
                say("sigma.reasons")));
    for (String market : run.markets()) {
      SigmaDays days = run.sigmas(market);
      List<String> reasons = new ArrayList<>();
      days.reasons().forEach((reason, count) -> reasons.add(reason + " " + count));
      table.row(
          market,
          Figures.count(days.rungs().getOrDefault("CHAMPION", 0)),
          Figures.count(days.rungs().getOrDefault("EWMA", 0)),
          Figures.count(days.rungs().getOrDefault("STRESS_FLOOR", 0)),
          reasons.isEmpty() ? "–" : String.join(", ", reasons));
    }
    page.table(say("sigma.caption"), table);
  }

  private void stepResponse() {
    page.part(say("step.heading")).text(say("step.text", Figures.percent(StepResponse.SIGMA, 0)));
    Chart chart = Chart.overNumbers(say("step.title"), say("step.x"), say("step.y"));
    ReportTable table =
        Figures.table(
            List.of(
                "", say("step.half"), say("step.most"), say("step.day30"), say("step.overshoot")));
    for (StepResponse step : steps) {
      String name = columns.get(step.column()).id();
      if (step.isResponsive()) {
        double[] x = new double[step.ratios().size()];
        double[] y = new double[x.length];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> step.ratios().get(i));
        chart.line(name, Tone.ofIndex(step.column()), x, y);
      }
      table.row(
          name,
          daysTo(step, 0.5),
          daysTo(step, 0.95),
          Figures.number(step.ratios().get(30), 2),
          Figures.percent(step.overshoot(), 1));
    }
    page.chart(say("step.caption"), chart.level("", Tone.LIMIT, 1));
    page.table(say("step.table"), table);
  }

  private String daysTo(StepResponse step, double share) {
    if (!step.isResponsive()) {
      return say("step.none");
    }
    var days = step.daysTo(share);
    return days.isPresent()
        ? say("days", days.getAsInt())
        : say("step.over", StepResponse.DAYS_AFTER);
  }

  private void besideTheLaw() {
    page.section(say("law.heading")).text(say("law.text"));
    ReportTable table =
        Figures.table(
            List.of(
                "",
                say("law.client"),
                say("law.days"),
                say("law.below"),
                say("law.share"),
                say("law.gap"),
                say("law.capped")));
    for (int column = 0; column < columns.size(); column++) {
      Column rule = columns.get(column);
      int below = 0;
      int days = 0;
      int capped = 0;
      double gap = 0;
      for (String market : run.markets()) {
        MarginDays margins = run.margins(column, market);
        below += margins.daysBelowFloor();
        capped += margins.daysCapped();
        for (int i = 0; i < margins.size(); i++) {
          double under = margins.floor(i) - margins.margin(i);
          days += Double.isNaN(under) ? 0 : 1;
          gap = Math.max(gap, Double.isNaN(under) ? 0 : under);
        }
      }
      table.row(
          List.of(
              Cell.of(rule.id()),
              Cell.of(rule.jurisdiction() + " " + rule.clientClass()),
              Cell.of(Figures.count(days)),
              new Cell(Figures.count(below), below > 0 ? Verdict.BAD : Verdict.PLAIN),
              Cell.of(Figures.percent(days == 0 ? Double.NaN : (double) below / days, 1)),
              Cell.of(Figures.percent(gap, 1)),
              Cell.of(Figures.count(capped))));
    }
    page.table(say("law.caption"), table);
  }

  private void method() {
    page.section(say("method.heading"));
    for (String key :
        List.of(
            "path",
            "past",
            "loss",
            "overlap",
            "kupiec",
            "christoffersen",
            "zone",
            "severity",
            "cycle",
            "step",
            "limits")) {
      page.part(say("method." + key + ".title")).text(say("method." + key));
    }
  }

  private static List<String> names(List<String> sources) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sources.size(); i += 2) {
      names.add(sources.get(i));
    }
    return names;
  }

  private void data(List<String> sources) {
    page.section(say("data.heading")).text(say("data.text"));
    ReportTable table = Figures.table(List.of(say("data.series"), "SHA-256"));
    for (int i = 0; i + 1 < sources.size(); i += 2) {
      table.row(sources.get(i), sources.get(i + 1));
    }
    page.table(say("data.caption"), table);
  }

  private void citations() {
    page.section(say("sources.heading"));
    for (Column column : columns) {
      page.part(column.id());
      for (Citation citation : column.standing().citations()) {
        String link = citation.link().equals(Citation.NO_LINK) ? "" : " · " + citation.link();
        page.text(citation.title() + ", " + citation.article() + link);
      }
    }
  }
}
