package org.plimsoll.service.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.backtest.TrafficLight;

/// One rule in one line: its margins on all markets together.
///
/// @param pack the column's id
/// @param watermark null for law
/// @param markets on how many markets it gave margins
/// @param meanMargin mean over markets of the mean margin; null without one
/// @param tested midnights that the tests count, on each side, all markets together
/// @param allowed exceedances that the confidence allows among them
/// @param longKupiec p-value of the number of exceedances on the long side; null without a test
/// @param longIndependence p-value of their independence
/// @param zone the worse traffic light of the two sides, or `NONE`
/// @param redMarkets on how many markets and sides the light is red
/// @param yellowMarkets on how many it is yellow
/// @param meanSeverity mean uncovered loss over margin among breaches, both sides
/// @param peakToTrough the worst market's
/// @param largestCall1 the worst market's largest rise within a day
/// @param largestCall5 within five days
/// @param largestCall30 within thirty days
/// @param instability5 mean over markets
/// @param toolCost mean over markets
/// @param halfLifeDays days until half of a step of volatility is in the margin; null when it never
///     is, or was not measured
/// @param daysBelowLawfulFloor midnights times markets on which the law beside it asks for more
/// @param daysWithout midnights times markets without a rate, for whatever reason
public record PackSummary(
    String pack,
    String title,
    String status,
    @Nullable String watermark,
    int horizonDays,
    double confidence,
    int markets,
    @Nullable Double meanMargin,
    int tested,
    double allowed,
    int longExceeded,
    int shortExceeded,
    @Nullable Double longKupiec,
    @Nullable Double shortKupiec,
    @Nullable Double longIndependence,
    @Nullable Double shortIndependence,
    String zone,
    int redMarkets,
    int yellowMarkets,
    double meanSeverity,
    double worstSeverity,
    @Nullable Double peakToTrough,
    @Nullable Double largestCall1,
    @Nullable Double largestCall5,
    @Nullable Double largestCall30,
    @Nullable Double instability5,
    @Nullable Double toolCost,
    @Nullable Integer halfLifeDays,
    int daysBelowLawfulFloor,
    int daysHeldByCap,
    int daysWithout) {

  /// The lines of a run, in the order of its columns.
  public static List<PackSummary> of(BacktestRun run, List<StepResponse> steps) {
    List<PackSummary> rows = new ArrayList<>();
    for (int column = 0; column < run.plan().columns().size(); column++) {
      rows.add(of(run, column, steps));
    }
    return rows;
  }

  private static PackSummary of(BacktestRun run, int column, List<StepResponse> steps) {
    Column rule = run.plan().columns().get(column);
    List<MarginTest> tests = run.tests(column);
    MarginTest.SideTest longs = MarginTest.pooled(MarginTest.Side.LONG, tests);
    MarginTest.SideTest shorts = MarginTest.pooled(MarginTest.Side.SHORT, tests);
    List<Procyclicality> moves = new ArrayList<>();
    int below = 0;
    int capped = 0;
    int without = 0;
    for (String market : run.markets()) {
      MarginDays days = run.margins(column, market);
      Procyclicality moved = run.procyclicality(column, market);
      if (moved.days() > 0) {
        moves.add(moved);
      }
      below += days.daysBelowFloor();
      capped += days.daysCapped();
      without += days.size() - moved.days();
    }
    int breaches = longs.exceeded() + shorts.exceeded();
    double severity =
        breaches == 0
            ? 0
            : (longs.meanSeverity() * longs.exceeded() + shorts.meanSeverity() * shorts.exceeded())
                / breaches;
    return new PackSummary(
        rule.id(),
        rule.standing().title(),
        rule.standing().status().name(),
        rule.isWatermarked() ? rule.standing().watermark() : null,
        rule.horizonDays(),
        rule.confidence(),
        moves.size(),
        mean(moves, Procyclicality::mean),
        longs.tested(),
        longs.expected(),
        longs.exceedances(true),
        shorts.exceedances(true),
        known(longs.kupiec().pValue()),
        known(shorts.kupiec().pValue()),
        known(longs.independence().pValue()),
        known(shorts.independence().pValue()),
        zone(longs, shorts),
        lights(tests, TrafficLight.RED),
        lights(tests, TrafficLight.YELLOW),
        severity,
        Math.max(longs.worstSeverity(), shorts.worstSeverity()),
        most(moves, Procyclicality::peakToTrough),
        most(moves, Procyclicality::call1),
        most(moves, Procyclicality::call5),
        most(moves, Procyclicality::call30),
        mean(moves, Procyclicality::instability5),
        mean(moves, Procyclicality::toolCost),
        halfLife(column, steps),
        below,
        capped,
        without);
  }

  private static String zone(MarginTest.SideTest longs, MarginTest.SideTest shorts) {
    if (longs.tested() == 0) {
      return "NONE";
    }
    int worse = Math.max(longs.zone().ordinal(), shorts.zone().ordinal());
    return TrafficLight.values()[worse].name().toUpperCase(Locale.ROOT);
  }

  private static int lights(List<MarginTest> tests, TrafficLight light) {
    return (int)
        tests.stream()
            .flatMap(test -> test.sides().stream())
            .filter(side -> side.tested() > 0 && side.zone() == light)
            .count();
  }

  private static @Nullable Integer halfLife(int column, List<StepResponse> steps) {
    for (StepResponse step : steps) {
      if (step.column() == column) {
        OptionalInt days = step.daysTo(0.5);
        return days.isPresent() ? days.getAsInt() : null;
      }
    }
    return null;
  }

  private static @Nullable Double mean(
      List<Procyclicality> moves, ToDoubleFunction<Procyclicality> figure) {
    return known(
        moves.stream()
            .mapToDouble(figure)
            .filter(x -> !Double.isNaN(x))
            .average()
            .orElse(Double.NaN));
  }

  private static @Nullable Double most(
      List<Procyclicality> moves, ToDoubleFunction<Procyclicality> figure) {
    return known(
        moves.stream().mapToDouble(figure).filter(x -> !Double.isNaN(x)).max().orElse(Double.NaN));
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
