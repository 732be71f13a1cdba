package org.plimsoll.service.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a backtest found: prices, margins and deviations of every tested midnight.
public final class BacktestRun {
  private final BacktestPlan plan;
  private final List<String> markets;
  private final SortedMap<String, PriceDays> prices;
  private final SortedMap<String, SigmaDays> sigmas;
  private final List<SortedMap<String, MarginDays>> margins;

  BacktestRun(
      BacktestPlan plan,
      List<String> markets,
      SortedMap<String, PriceDays> prices,
      SortedMap<String, SigmaDays> sigmas,
      List<SortedMap<String, MarginDays>> margins) {
    this.plan = plan;
    this.markets = List.copyOf(markets);
    this.prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    this.sigmas = Collections.unmodifiableSortedMap(new TreeMap<>(sigmas));
    this.margins = List.copyOf(margins);
  }

  /// What was asked for.
  public BacktestPlan plan() {
    return plan;
  }

  /// The markets, by their names in the recording.
  public List<String> markets() {
    return markets;
  }

  PriceDays prices(String market) {
    return required(prices.get(market), market);
  }

  /// The volatility for margin at every tested midnight.
  public SigmaDays sigmas(String market) {
    return required(sigmas.get(market), market);
  }

  /// The margins of the column number `column` on a market.
  public MarginDays margins(int column, String market) {
    return required(margins.get(column).get(market), market);
  }

  /// The test of the column number `column` on a market.
  public MarginTest test(int column, String market) {
    return MarginTest.of(
        plan.columns().get(column), market, margins(column, market), prices(market));
  }

  /// Every test of a column, by market.
  public List<MarginTest> tests(int column) {
    List<MarginTest> tests = new ArrayList<>();
    for (String market : markets) {
      tests.add(test(column, market));
    }
    return tests;
  }

  /// How the margins of a column on a market moved.
  public Procyclicality procyclicality(int column, String market) {
    MarginDays days = margins(column, market);
    return Procyclicality.of(days.margins(), days.demandedRates());
  }

  /// The elasticity of a margin to volatility over a stretch of stress; NaN where the window is not
  /// within the test or volatility did not rise in it.
  public double responsiveness(int column, String market, BacktestPlan.StressWindow window) {
    long first = plan.from().toEpochDay();
    int from = (int) (window.from().toEpochDay() - first);
    int to = (int) (window.to().toEpochDay() - first) + 1;
    if (from < 0 || to > plan.days()) {
      return Double.NaN;
    }
    double[] rates = margins(column, market).margins();
    return Procyclicality.responsiveness(rates, sigmas(market).sigmas(), from, to);
  }

  private static <T> T required(@org.jspecify.annotations.Nullable T found, String market) {
    if (found == null) {
      throw new IllegalArgumentException("No market " + market + " was tested");
    }
    return found;
  }
}
