package org.plimsoll.engine.formula;

/// Turns counts of time units into days. A year has 365 days, and markets never close.
public final class TimeUnits {
  /// Minutes of a day.
  public static final double MINUTES_OF_A_DAY = 1_440;

  /// Hours of a day.
  public static final double HOURS_OF_A_DAY = 24;

  /// Days of a week.
  public static final double DAYS_OF_A_WEEK = 7;

  /// Days of a year.
  public static final double DAYS_OF_A_YEAR = 365;

  private TimeUnits() {}

  /// The days in `count` units of the time that `function` makes, rounded once.
  ///
  /// @throws IllegalArgumentException when the function does not make a time
  public static double days(Function function, double count) {
    return switch (function) {
      case MINUTES -> count / MINUTES_OF_A_DAY;
      case HOURS -> count / HOURS_OF_A_DAY;
      case DAYS -> count;
      case WEEKS -> count * DAYS_OF_A_WEEK;
      case YEARS -> count * DAYS_OF_A_YEAR;
      case MIN, MAX, CLAMP, ABS, SQRT, EXP, LOG, MONEY, AS_RATE ->
          throw new IllegalArgumentException(function + " does not make a time");
    };
  }
}
