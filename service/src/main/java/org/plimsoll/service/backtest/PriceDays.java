package org.plimsoll.service.backtest;

import java.util.Arrays;

/// The prices of one market at every midnight UTC, and the range of the day after each.
///
/// A midnight's price is the close of the hour before it. Days whose midnight has no such hour hold
/// no price. Days are counted from 1970-01-01.
final class PriceDays {
  private final long firstDay;
  private final double[] prices;
  private final double[] highs;
  private final double[] lows;

  /// Room for the days from `firstDay` to `lastDay`, both with them.
  PriceDays(long firstDay, long lastDay) {
    this.firstDay = firstDay;
    int days = Math.toIntExact(lastDay - firstDay + 1);
    prices = new double[days];
    highs = new double[days];
    lows = new double[days];
    Arrays.fill(prices, Double.NaN);
    Arrays.fill(highs, Double.NaN);
    Arrays.fill(lows, Double.NaN);
  }

  private boolean covers(long day) {
    return day >= firstDay && day - firstDay < prices.length;
  }

  /// Takes an hour's bar.
  ///
  /// @param closeSecond when the bar closes, in seconds since 1970
  void take(long closeSecond, double high, double low, double close) {
    long day = Math.floorDiv(closeSecond - 1, 86_400);
    if (covers(day)) {
      int at = (int) (day - firstDay);
      highs[at] = Double.isNaN(highs[at]) ? high : Math.max(highs[at], high);
      lows[at] = Double.isNaN(lows[at]) ? low : Math.min(lows[at], low);
    }
    if (closeSecond % 86_400 == 0 && covers(closeSecond / 86_400)) {
      prices[(int) (closeSecond / 86_400 - firstDay)] = close;
    }
  }

  /// The price at a day's midnight, NaN when there is none.
  double at(long day) {
    return covers(day) ? prices[(int) (day - firstDay)] : Double.NaN;
  }

  /// What a long position loses from a midnight to the end of `days` later, as a fraction of the
  /// price; negative for a gain, NaN when a price is missing.
  double longLoss(long day, int days) {
    return 1 - at(day + days) / at(day);
  }

  /// What a short position loses likewise.
  double shortLoss(long day, int days) {
    return at(day + days) / at(day) - 1;
  }

  /// The most that a long position was down at any hour of the horizon.
  double worstLongLoss(long day, int days) {
    double low = Double.POSITIVE_INFINITY;
    for (long one = day; one < day + days; one++) {
      low = Math.min(low, covers(one) ? lows[(int) (one - firstDay)] : Double.NaN);
    }
    return 1 - low / at(day);
  }

  /// The most that a short position was down at any hour of the horizon.
  double worstShortLoss(long day, int days) {
    double high = 0;
    for (long one = day; one < day + days; one++) {
      high = Math.max(high, covers(one) ? highs[(int) (one - firstDay)] : Double.NaN);
    }
    return high / at(day) - 1;
  }
}
