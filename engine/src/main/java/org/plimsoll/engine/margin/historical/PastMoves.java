package org.plimsoll.engine.margin.historical;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// Price moves that happened together, from which losses of a book are simulated.
public sealed interface PastMoves {
  /// One row per observation, in order of time.
  ///
  /// @param rows relative moves over the horizon, one for each underlying; each above −1
  record Window(List<List<Double>> rows) implements PastMoves {
    public Window {
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Double> row : rows) {
        for (double move : row) {
          if (!(move > -1 && move <= Double.MAX_VALUE) || row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row of moves " + row);
          }
        }
      }
    }
  }

  /// The history does not hold the window.
  record Unavailable(Reason reason, String detail) implements PastMoves {}

  /// Part of a window's days that must have all closes, in per cent.
  int MIN_COVERAGE_PERCENT = 95;

  /// Overlapping moves of several underlyings over `horizonDays`, in the last `lookbackDays` before
  /// the newest close.
  ///
  /// @param closes one array of daily closes for each underlying, of equal length, oldest first; 0
  ///     where a day has none. A day counts where all have a close on it and a horizon before it
  static PastMoves of(List<double[]> closes, int horizonDays, int lookbackDays) {
    int days = closes.isEmpty() ? 0 : closes.getFirst().length;
    for (double[] series : closes) {
      if (series.length != days) {
        throw new IllegalArgumentException("Series of " + days + " and " + series.length + " days");
      }
    }
    int first = days - 1 - lookbackDays;
    if (first < 0) {
      return new Unavailable(
          Reason.HISTORY_TOO_SHORT, days + " days of closes, " + (lookbackDays + 1) + " needed");
    }
    List<List<Double>> rows = new ArrayList<>();
    for (int day = first + horizonDays; day < days; day++) {
      List<Double> row = new ArrayList<>(closes.size());
      for (double[] series : closes) {
        if (series[day] > 0 && series[day - horizonDays] > 0) {
          row.add(series[day] / series[day - horizonDays] - 1);
        }
      }
      if (row.size() == closes.size()) {
        rows.add(row);
      }
    }
    int full = lookbackDays + 1 - horizonDays;
    return rows.size() * 100L < (long) full * MIN_COVERAGE_PERCENT
        ? new Unavailable(
            Reason.HISTORY_TOO_SHORT, "Only " + rows.size() + " of " + full + " observations")
        : new Window(rows);
  }
}
