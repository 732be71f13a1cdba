package org.plimsoll.forecast;

import org.plimsoll.forecast.market.HourlySeries;

/// The bars of one market that closed by an origin. Bars are counted back from it: bar 0 is the one
/// that closes at the origin. Nothing later can be asked for.
public final class PastSeries {
  private final HourlySeries series;
  private final long newest;

  PastSeries(HourlySeries series, long originHour) {
    this.series = series;
    this.newest = originHour - 1;
  }

  /// The market's name.
  public String symbol() {
    return series.symbol();
  }

  /// How many bars ago the first one was, plus one; 0 before the first.
  public int length() {
    return (int) Math.max(0, newest - series.firstHour() + 1);
  }

  /// The Parkinson variance of a bar, percent²; NaN unless something traded in it.
  public double variance(int hoursAgo) {
    return series.variance(hour(hoursAgo));
  }

  /// The opening price; NaN when the bar is missing, as for high, low and volume.
  public double open(int hoursAgo) {
    return series.open(hour(hoursAgo));
  }

  /// The highest price.
  public double high(int hoursAgo) {
    return series.high(hour(hoursAgo));
  }

  /// The lowest price.
  public double low(int hoursAgo) {
    return series.low(hour(hoursAgo));
  }

  /// The closing price, the last known one where the bar is missing; NaN before the first bar.
  public double close(int hoursAgo) {
    long hour = hour(hoursAgo);
    return series.lastClose(Math.min(hour, series.endHour() - 1));
  }

  /// The volume in units of the base asset.
  public double volume(int hoursAgo) {
    return series.volume(hour(hoursAgo));
  }

  /// How many of the bars from `fromHoursAgo` back, `hours` of them, are traded.
  public int count(int fromHoursAgo, int hours) {
    int count = 0;
    for (int i = fromHoursAgo; i < fromHoursAgo + hours; i++) {
      count += Double.isNaN(variance(i)) ? 0 : 1;
    }
    return count;
  }

  /// The sum of the variances over those bars that are traded, from the newest back, percent².
  public double sum(int fromHoursAgo, int hours) {
    double sum = 0;
    for (int i = fromHoursAgo; i < fromHoursAgo + hours; i++) {
      double variance = variance(i);
      sum += Double.isNaN(variance) ? 0 : variance;
    }
    return sum;
  }

  /// The mean variance per traded hour, percent²; NaN when fewer than half of the hours are traded.
  public double mean(int fromHoursAgo, int hours) {
    int count = count(fromHoursAgo, hours);
    return 2 * count < hours ? Double.NaN : sum(fromHoursAgo, hours) / count;
  }

  private long hour(int hoursAgo) {
    if (hoursAgo < 0) {
      throw new IllegalArgumentException("Bar " + -hoursAgo + " hours after the origin asked for");
    }
    return newest - hoursAgo;
  }
}
