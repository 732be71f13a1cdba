package org.plimsoll.forecast.market;

import java.util.Arrays;

/// The funding settlements of one perpetual, in the order of time. Immutable.
public final class FundingSeries {
  private final long[] seconds;
  private final double[] rates;

  private FundingSeries(long[] seconds, double[] rates) {
    this.seconds = seconds;
    this.rates = rates;
  }

  /// The series of settlements.
  ///
  /// @param seconds when each was settled, seconds since 1970, strictly ascending
  /// @param rates fraction of the notional for the interval that ended there
  public static FundingSeries of(long[] seconds, double[] rates) {
    if (seconds.length != rates.length) {
      throw new IllegalArgumentException(
          seconds.length + " settlements with " + rates.length + " rates");
    }
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] <= seconds[i - 1]) {
        throw new IllegalArgumentException(
            "Settlement at second " + seconds[i] + " does not follow " + seconds[i - 1]);
      }
    }
    return new FundingSeries(seconds.clone(), rates.clone());
  }

  /// The mean rate of the settlements after `from` and up to `to`, seconds since 1970; NaN when
  /// there are none.
  public double mean(long from, long to) {
    int first = firstAfter(from);
    int end = firstAfter(to);
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += rates[i];
    }
    return end > first ? sum / (end - first) : Double.NaN;
  }

  /// The settlements before a second.
  public FundingSeries before(long second) {
    int end = firstAfter(second - 1);
    return new FundingSeries(Arrays.copyOf(seconds, end), Arrays.copyOf(rates, end));
  }

  private int firstAfter(long second) {
    int found = Arrays.binarySearch(seconds, second);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
