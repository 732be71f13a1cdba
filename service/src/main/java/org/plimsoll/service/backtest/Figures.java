package org.plimsoll.service.backtest;

import java.util.Locale;
import org.plimsoll.forecast.backtest.TestResult;
import org.plimsoll.forecast.report.ReportTable;
import org.plimsoll.forecast.report.ReportTable.Cell;
import org.plimsoll.forecast.report.ReportTable.Verdict;

/// How a report writes numbers, and which of them it marks.
final class Figures {
  private static final String NONE = "–";

  private Figures() {}

  /// A fraction as a percentage with so many decimals.
  static String percent(double fraction, int decimals) {
    return Double.isFinite(fraction)
        ? String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * fraction)
        : NONE;
  }

  static String number(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : NONE;
  }

  static String count(int value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  static Cell cell(String text) {
    return Cell.of(text);
  }

  /// A p-value: bad below 1 %, to be looked at below 5 %.
  ///
  /// @param alarming whether a rejection speaks against the margin; one for too few exceedances
  ///     does not
  static Cell pValue(TestResult test, boolean alarming) {
    String text =
        !Double.isFinite(test.pValue())
            ? NONE
            : test.pValue() < 0.001 ? "<0.001" : number(test.pValue(), 3);
    if (!alarming || !Double.isFinite(test.pValue()) || !test.rejects(0.05)) {
      return Cell.of(text);
    }
    return new Cell(text, test.rejects(0.01) ? Verdict.BAD : Verdict.WATCH);
  }

  /// The verdict of a zone by its name.
  static Verdict verdict(String zone) {
    return switch (zone) {
      case "GREEN" -> Verdict.GOOD;
      case "YELLOW" -> Verdict.WATCH;
      case "RED" -> Verdict.BAD;
      default -> Verdict.PLAIN;
    };
  }

  /// A table under headings that are known only when the report is made.
  static ReportTable table(java.util.List<String> headings) {
    return ReportTable.of(headings.toArray(String[]::new));
  }
}
