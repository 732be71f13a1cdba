package org.plimsoll.forecast.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/// Days on which markets are known in advance to be calmer or livelier, by rule, so that no list
/// runs out.
final class TradingCalendar {
  private static final int JUNETEENTH_SINCE = 2022;

  private TradingCalendar() {}

  /// Whether the stock exchanges of the United States are closed for a holiday.
  static boolean isHoliday(LocalDate date) {
    int year = date.getYear();
    return date.equals(observed(LocalDate.of(year, 1, 1)))
        || date.equals(observed(LocalDate.of(year + 1, 1, 1)))
        || date.equals(nth(year, Month.JANUARY, DayOfWeek.MONDAY, 3))
        || date.equals(nth(year, Month.FEBRUARY, DayOfWeek.MONDAY, 3))
        || date.equals(easter(year).minusDays(2))
        || date.equals(nth(year, Month.MAY, DayOfWeek.MONDAY, -1))
        || (year >= JUNETEENTH_SINCE && date.equals(observed(LocalDate.of(year, 6, 19))))
        || date.equals(observed(LocalDate.of(year, 7, 4)))
        || date.equals(nth(year, Month.SEPTEMBER, DayOfWeek.MONDAY, 1))
        || date.equals(nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4))
        || date.equals(observed(LocalDate.of(year, 12, 25)));
  }

  /// Whether it is 24 to 26 or 31 December or 1 January.
  static boolean isFestive(LocalDate date) {
    int day = date.getDayOfMonth();
    return date.getMonth() == Month.DECEMBER
        ? (day >= 24 && day <= 26) || day == 31
        : date.getDayOfYear() == 1;
  }

  /// Whether it lies between 22 December and 1 January.
  static boolean isYearEnd(LocalDate date) {
    return (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= 22)
        || date.getDayOfYear() == 1;
  }

  /// Whether it is a first Friday, on which the employment report of the United States comes.
  static boolean isEmploymentReport(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.FRIDAY && date.getDayOfMonth() <= 7;
  }

  private static LocalDate nth(int year, Month month, DayOfWeek day, int n) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  /// The weekday on which a holiday that falls on a weekend is kept.
  private static LocalDate observed(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.minusDays(1);
      case SUNDAY -> date.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date;
    };
  }

  /// Easter Sunday by the anonymous Gregorian algorithm: Nature 13 (1876), 487.
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
