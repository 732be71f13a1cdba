package org.plimsoll.forecast.backtest;

/// The outcome of a statistical test.
///
/// @param statistic on the scale the test names
/// @param pValue the probability of a statistic at least as extreme when the hypothesis holds
public record TestResult(double statistic, double pValue) {
  /// Whether the hypothesis is rejected at a level, say 0.01.
  public boolean rejects(double level) {
    return pValue < level;
  }
}
