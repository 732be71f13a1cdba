package org.plimsoll.forecast;

import org.plimsoll.forecast.market.HourlySeries;

/// What came of the 24 hours after an origin.
public sealed interface Target {
  /// How many hours a target spans.
  int HOURS = 24;

  /// A window in which every hour traded.
  ///
  /// @param variancePct2 the sum of the 24 hourly Parkinson variances, percent², positive
  /// @param returnPct 100 ln(last close / reference), the reference being the last close by the
  ///     origin
  /// @param lowPct 100 ln(lowest low / reference)
  /// @param highPct 100 ln(highest high / reference)
  record Observed(double variancePct2, double returnPct, double lowPct, double highPct)
      implements Target {}

  /// A window that is not judged.
  record LeftOut(Why why) implements Target {}

  /// Why a window is not judged.
  enum Why {
    /// The recording ends within the window or begins after its origin.
    SHORT,
    /// An hour has no bar.
    MISSING_BAR,
    /// An hour has a bar without trades.
    FILLED_BAR,
    /// No hour had a range.
    NO_MOVEMENT
  }

  /// The target of the origin at an hour, counted from 1970-01-01 UTC.
  static Target at(HourlySeries series, long originHour) {
    if (series.firstHour() >= originHour || series.endHour() < originHour + HOURS) {
      return new LeftOut(Why.SHORT);
    }
    double variance = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    boolean filled = false;
    for (long hour = originHour; hour < originHour + HOURS; hour++) {
      if (!series.hasBar(hour)) {
        return new LeftOut(Why.MISSING_BAR);
      }
      filled |= !series.isTraded(hour);
      variance += series.variance(hour);
      low = Math.min(low, series.low(hour));
      high = Math.max(high, series.high(hour));
    }
    if (filled || variance <= 0) {
      return new LeftOut(filled ? Why.FILLED_BAR : Why.NO_MOVEMENT);
    }
    double reference = series.lastClose(originHour - 1);
    double last = series.close(originHour + HOURS - 1);
    return new Observed(
        variance, percent(last, reference), percent(low, reference), percent(high, reference));
  }

  private static double percent(double price, double reference) {
    return 100 * StrictMath.log(price / reference);
  }
}
