package org.plimsoll.engine.margin.portfolio;

import org.plimsoll.engine.margin.historical.HistoricalTerms;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.schedule.ScheduleTerms;
import org.plimsoll.engine.margin.standard.StandardTerms;
import org.plimsoll.engine.margin.strategy.StrategyTerms;

/// A margin method with its figures: all that sets one venue's method apart from another's.
public sealed interface MarginMethod {
  /// Worst loss over price and volatility shocks.
  record Scenario(ScenarioTerms terms) implements MarginMethod {}

  /// Each option alone, or the greatest loss of its expiry.
  record Standard(StandardTerms terms) implements MarginMethod {}

  /// Recognised combinations of listed options.
  record Strategy(StrategyTerms terms) implements MarginMethod {}

  /// Prescribed rates of notional with the net-to-gross ratio.
  record Schedule(ScheduleTerms terms) implements MarginMethod {}

  /// Quantile or tail mean of past losses.
  record Historical(HistoricalTerms terms) implements MarginMethod {}
}
