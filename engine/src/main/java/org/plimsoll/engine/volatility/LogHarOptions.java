package org.plimsoll.engine.volatility;

import java.util.List;

/// Which log-HAR model is fitted, and on what history.
///
/// @param name the model's id in every forecast
/// @param windows the hours over which variance is averaged, ascending, from 1 to 720, 24 among
///     them
/// @param returnTerms whether the return of the last 24 hours, divided by their own deviation,
///     enters
///     signed and absolute: falls raise volatility more than rises
/// @param weekdayTerms whether the day of the week enters
/// @param winsorised whether residuals above median + 4 robust deviations count only up to there in
///     the smearing factor, so that one extreme day does not lift the level for the whole history
/// @param historyDays how far back the fit looks, 60 to 3,700
/// @param minObservations the fewest days of history with which a fit is used, at least 60
public record LogHarOptions(
    String name,
    List<Integer> windows,
    boolean returnTerms,
    boolean weekdayTerms,
    boolean winsorised,
    int historyDays,
    int minObservations) {
  private static final int ROLLING_DAYS = 730;
  private static final int MIN_OBSERVATIONS = 180;
  private static final List<Integer> FIVE_WINDOWS = List.of(1, 6, 24, 168, HourlyBars.CAPACITY);

  /// The plain model over a day, a week and a month, on all history: F. Corsi, Journal of Financial
  /// Econometrics 7 (2009), in logarithms.
  public static final LogHarOptions PLAIN =
      new LogHarOptions(
          "log-HAR",
          List.of(24, 168, HourlyBars.CAPACITY),
          false,
          false,
          false,
          DailyCloses.MAX_DAYS,
          MIN_OBSERVATIONS);

  /// With the last 1 and 6 hours, return and weekday terms, on two years.
  public static final LogHarOptions SX =
      new LogHarOptions(
          "log-HAR-SX", FIVE_WINDOWS, true, true, false, ROLLING_DAYS, MIN_OBSERVATIONS);

  /// {@link #SX} with winsorised smearing: the model used unless another is asked for.
  public static final LogHarOptions SX_W =
      new LogHarOptions(
          "log-HAR-SX-W", FIVE_WINDOWS, true, true, true, ROLLING_DAYS, MIN_OBSERVATIONS);

  public LogHarOptions {
    windows = List.copyOf(windows);
    for (int i = 0; i < windows.size(); i++) {
      int previous = i == 0 ? 0 : windows.get(i - 1);
      if (windows.get(i) <= previous || windows.get(i) > HourlyBars.CAPACITY) {
        throw new IllegalArgumentException("Windows " + windows + " do not ascend from 1 to 720");
      }
    }
    if (!windows.contains(24)) {
      throw new IllegalArgumentException("Windows " + windows + " lack the day");
    }
    if (historyDays < 60 || historyDays > DailyCloses.MAX_DAYS) {
      throw new IllegalArgumentException("History of " + historyDays + " days: limit 60 to 3700");
    }
    if (minObservations < 60 || minObservations > historyDays) {
      throw new IllegalArgumentException("A fit on " + minObservations + " days is out of range");
    }
  }

  /// How many regressors the model has: constant, windows, two return terms, six weekdays.
  int regressors() {
    return 1 + windows.size() + (returnTerms ? 2 : 0) + (weekdayTerms ? 6 : 0);
  }
}
