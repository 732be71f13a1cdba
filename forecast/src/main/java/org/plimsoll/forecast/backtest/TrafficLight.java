package org.plimsoll.forecast.backtest;

/// The zones of the Basel Committee's supervisory framework for backtesting (January 1996), with
/// their probabilities carried to any number of days and any rate.
public enum TrafficLight {
  /// So many exceedances or fewer come with a probability below 95 % when the bound is right.
  GREEN,
  /// Between 95 % and 99.99 %.
  YELLOW,
  /// At least 99.99 %: the bound is presumed wrong.
  RED;

  private static final double YELLOW_FROM = 0.95;
  private static final double RED_FROM = 0.9999;

  /// The zone of a number of exceedances; 250 days at a rate of 0.01 give the Committee's table.
  public static TrafficLight of(int days, int exceedances, double rate) {
    double cumulative = cumulative(days, exceedances, rate);
    if (cumulative < YELLOW_FROM) {
      return GREEN;
    }
    return cumulative < RED_FROM ? YELLOW : RED;
  }

  /// The probability of so many exceedances or fewer when each day exceeds with probability `rate`,
  /// independently.
  public static double cumulative(int days, int exceedances, double rate) {
    if (days < 1 || exceedances < 0 || exceedances > days || !(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          exceedances + " exceedances on " + days + " days at rate " + rate);
    }
    double logTerm = days * StrictMath.log1p(-rate);
    double logOdds = StrictMath.log(rate) - StrictMath.log1p(-rate);
    double sum = 0;
    for (int k = 0; k <= exceedances; k++) {
      sum += StrictMath.exp(logTerm);
      logTerm += StrictMath.log((double) (days - k) / (k + 1)) + logOdds;
    }
    return Math.min(1, sum);
  }
}
