package org.plimsoll.service.backtest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plimsoll.forecast.backtest.Coverage;
import org.plimsoll.forecast.backtest.TestResult;
import org.plimsoll.forecast.backtest.TrafficLight;

/// The margins of one rule on one market held against the losses that followed.
///
/// Each midnight's margin is compared with the loss of a position opened there, at the end of the
/// rule's liquidation horizon, on each side alone: the confidence of a margin is one-sided. The
/// tests count every horizon-th midnight only, so that no two losses share a day.
///
/// @param longSide what a position that gains when the price rises would have lost
/// @param shortSide what the opposite position would have lost
public record MarginTest(String market, SideTest longSide, SideTest shortSide) {

  /// The two sides of a contract.
  public enum Side {
    /// Gains when the price rises.
    LONG,
    /// Gains when it falls.
    SHORT
  }

  /// A loss that a margin did not cover.
  ///
  /// @param day the midnight at which the margin was in force
  /// @param margin a fraction of notional
  /// @param loss the same
  /// @param tested whether the tests count it: overlapping horizons do not
  public record Exceedance(
      String market, Side side, LocalDate day, double margin, double loss, boolean tested) {
    /// The uncovered loss over the margin: the severity of the breach.
    public double severity() {
      return (loss - margin) / margin;
    }
  }

  /// The counts of one side.
  ///
  /// @param observed midnights with a margin and an outcome, whether horizons overlap or not
  /// @param exceeded on how many of them the loss exceeded the margin
  /// @param intraday on how many the position was down by more than the margin at some hour
  /// @param tested midnights that the tests count
  /// @param hits which of those exceeded, in the order of time
  /// @param rate the share of exceedances that the confidence allows
  /// @param exceedances every breach, in the order of time, whether horizons overlap or not
  public record SideTest(
      Side side,
      int observed,
      int exceeded,
      int intraday,
      int tested,
      List<Boolean> hits,
      double rate,
      List<Exceedance> exceedances) {
    public SideTest {
      hits = List.copyOf(hits);
      exceedances = List.copyOf(exceedances);
    }

    /// How many of the tested midnights exceeded.
    public int exceedances(boolean onlyTested) {
      return onlyTested ? Coverage.count(array()) : exceeded;
    }

    /// How many exceedances the confidence allows on so many tested midnights.
    public double expected() {
      return tested * rate;
    }

    private boolean[] array() {
      boolean[] array = new boolean[hits.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = hits.get(i);
      }
      return array;
    }

    /// Kupiec's test of the number of exceedances; NaN without a tested midnight.
    public TestResult kupiec() {
      return tested < 1 ? NONE : Coverage.kupiec(tested, exceedances(true), rate);
    }

    /// Christoffersen's test of their independence; NaN without two tested midnights.
    public TestResult independence() {
      return tested < 2 ? NONE : Coverage.independence(array());
    }

    /// Christoffersen's test of number and independence together; NaN likewise.
    public TestResult conditional() {
      return tested < 2 ? NONE : Coverage.conditional(array(), rate);
    }

    /// The zone; green without a tested midnight is never claimed, so ask {@link #tested} first.
    public TrafficLight zone() {
      return TrafficLight.of(Math.max(1, tested), exceedances(true), rate);
    }

    /// The mean over all breaches of the uncovered loss over the margin; 0 without a breach.
    public double meanSeverity() {
      return exceedances.stream().mapToDouble(Exceedance::severity).average().orElse(0);
    }

    /// The largest uncovered loss over its margin; 0 without a breach.
    public double worstSeverity() {
      return exceedances.stream().mapToDouble(Exceedance::severity).max().orElse(0);
    }
  }

  static final TestResult NONE = new TestResult(Double.NaN, Double.NaN);

  /// The test of `margins` over a column's horizon.
  static MarginTest of(Column column, String market, MarginDays margins, PriceDays prices) {
    return new MarginTest(
        market,
        side(Side.LONG, column, market, margins, prices),
        side(Side.SHORT, column, market, margins, prices));
  }

  private static SideTest side(
      Side side, Column column, String market, MarginDays margins, PriceDays prices) {
    int horizon = column.horizonDays();
    int observed = 0;
    int intraday = 0;
    List<Boolean> hits = new ArrayList<>();
    List<Exceedance> breaches = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < margins.size(); i++) {
      long day = margins.firstDay() + i;
      double margin = margins.margin(i);
      double loss = loss(side, prices, day, horizon);
      if (Double.isNaN(margin) || Double.isNaN(loss)) {
        continue;
      }
      boolean counts = i >= next;
      observed++;
      intraday += worst(side, prices, day, horizon) > margin ? 1 : 0;
      if (counts) {
        next = i + horizon;
        hits.add(loss > margin);
      }
      if (loss > margin) {
        LocalDate date = LocalDate.ofEpochDay(day);
        breaches.add(new Exceedance(market, side, date, margin, loss, counts));
      }
    }
    double rate = Math.max(1e-9, 1 - column.confidence());
    return new SideTest(
        side, observed, breaches.size(), intraday, hits.size(), hits, rate, breaches);
  }

  private static double loss(Side side, PriceDays prices, long day, int horizon) {
    return switch (side) {
      case LONG -> prices.longLoss(day, horizon);
      case SHORT -> prices.shortLoss(day, horizon);
    };
  }

  private static double worst(Side side, PriceDays prices, long day, int horizon) {
    return switch (side) {
      case LONG -> prices.worstLongLoss(day, horizon);
      case SHORT -> prices.worstShortLoss(day, horizon);
    };
  }

  /// Both sides.
  public List<SideTest> sides() {
    return List.of(longSide, shortSide);
  }

  /// The counts of several tests on one side taken together. Markets move together, so the pooled
  /// tests see less evidence than their numbers suggest; they are for comparing rules.
  public static SideTest pooled(Side side, List<MarginTest> tests) {
    List<Boolean> hits = new ArrayList<>();
    List<Exceedance> breaches = new ArrayList<>();
    int[] counts = new int[2];
    double rate = 0.01;
    for (MarginTest test : tests) {
      SideTest one = side == Side.LONG ? test.longSide() : test.shortSide();
      hits.addAll(one.hits());
      breaches.addAll(one.exceedances());
      counts[0] += one.observed();
      counts[1] += one.intraday();
      rate = one.rate();
    }
    return new SideTest(
        side, counts[0], breaches.size(), counts[1], hits.size(), hits, rate, breaches);
  }

  /// The order of breaches from the worst on.
  static List<Exceedance> worstFirst(List<Exceedance> all) {
    Exceedance[] sorted = all.toArray(Exceedance[]::new);
    Arrays.sort(
        sorted,
        java.util.Comparator.comparingDouble(Exceedance::severity)
            .reversed()
            .thenComparing(Exceedance::day)
            .thenComparing(Exceedance::market));
    return List.of(sorted);
  }
}
