package org.plimsoll.forecast.backtest;

import java.time.LocalDate;
import java.util.Locale;
import org.plimsoll.forecast.report.ReportTable.Cell;
import org.plimsoll.forecast.report.ReportTable.Verdict;

/// Figures as the report writes them.
final class Figures {
  private static final double REJECTED = 0.01;
  private static final double DOUBTFUL = 0.05;

  private Figures() {}

  static String number(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "–";
  }

  static String percent(double share, int decimals) {
    return Double.isFinite(share)
        ? String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share)
        : "–";
  }

  static String signed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%+." + decimals + "f", value).replace('-', '−')
        : "–";
  }

  static Cell cell(String text) {
    return Cell.of(text);
  }

  static Cell cell(double value, int decimals) {
    return Cell.of(number(value, decimals));
  }

  /// A probability of a test whose hypothesis ought to hold.
  static Cell pValue(double p) {
    Verdict verdict = p < REJECTED ? Verdict.BAD : p < DOUBTFUL ? Verdict.WATCH : Verdict.PLAIN;
    return new Cell(number(p, 3), verdict);
  }

  static Cell zone(TrafficLight zone) {
    return switch (zone) {
      case GREEN -> new Cell("green", Verdict.GOOD);
      case YELLOW -> new Cell("yellow", Verdict.WATCH);
      case RED -> new Cell("red", Verdict.BAD);
    };
  }

  static String day(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
