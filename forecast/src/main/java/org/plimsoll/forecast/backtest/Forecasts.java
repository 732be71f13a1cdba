package org.plimsoll.forecast.backtest;

import java.util.List;

/// The forecasts of one model: a variance per symbol and day, percent².
///
/// The figures are written once by the walk and not changed after.
public final class Forecasts {
  private final String model;
  private final List<String> symbols;
  private final long firstDay;
  private final double[][] variances;

  /// Takes the figures as they are, without a copy.
  ///
  /// @param firstDay the first day of the walk, from 1970-01-01 UTC
  /// @param variancesPct2 by symbol, then by day from `firstDay`; NaN where there is none
  public Forecasts(String model, List<String> symbols, long firstDay, double[][] variancesPct2) {
    this.model = model;
    this.symbols = List.copyOf(symbols);
    this.firstDay = firstDay;
    this.variances = variancesPct2;
  }

  /// The model's id.
  public String model() {
    return model;
  }

  /// The symbols in the order of their numbers.
  public List<String> symbols() {
    return symbols;
  }

  /// The first day there may be a forecast of.
  public long firstDay() {
    return firstDay;
  }

  /// The last day of the walk.
  public long lastDay() {
    return firstDay + (variances.length == 0 ? 0 : variances[0].length) - 1;
  }

  /// The expected variance of a symbol over the day, percent²; NaN without a forecast.
  public double variance(int symbol, long day) {
    double[] own = variances[symbol];
    long i = day - firstDay;
    return i >= 0 && i < own.length ? own[(int) i] : Double.NaN;
  }
}
