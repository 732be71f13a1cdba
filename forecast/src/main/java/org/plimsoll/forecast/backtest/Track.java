package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.interval.Intervals;
import org.plimsoll.forecast.interval.SplitConformal;
import org.plimsoll.forecast.market.HourlySeries;

/// The forecasts of one model for one symbol over a span, with intervals and with what came of
/// them.
///
/// @param rows one for each day with a forecast, in the order of time
public record Track(String model, String symbol, List<Row> rows) {
  private static final int DAY = 24;

  /// One origin.
  ///
  /// @param day from 1970-01-01 UTC
  /// @param variancePct2 the variance forecast, percent²
  /// @param intervals null while there are too few outcomes to rest them on
  public record Row(long day, double variancePct2, @Nullable Intervals intervals, Target target) {}

  public Track {
    rows = List.copyOf(rows);
  }

  /// Joins forecasts with intervals and outcomes. Intervals rest on all outcomes from the first
  /// forecast on, those before the span included.
  ///
  /// @param firstDay of the span
  /// @param lastDay of the span, included
  public static Track of(
      Forecasts forecasts, int symbol, HourlySeries series, long firstDay, long lastDay) {
    List<Row> rows = new ArrayList<>();
    var conformal = new SplitConformal();
    for (long day = forecasts.firstDay(); day <= lastDay; day++) {
      double variance = forecasts.variance(symbol, day);
      if (!(variance > 0)) {
        continue;
      }
      Target target = Target.at(series, day * DAY);
      if (day >= firstDay) {
        rows.add(new Row(day, variance, conformal.at(variance).orElse(null), target));
      }
      if (target instanceof Target.Observed observed) {
        conformal.add(variance, observed);
      }
    }
    return new Track(forecasts.model(), series.symbol(), rows);
  }

  /// The rows whose outcome is judged.
  public List<Row> judged() {
    return rows.stream().filter(row -> row.target() instanceof Target.Observed).toList();
  }

  /// How many rows are left out because their window has missing or filled hours.
  public int leftOut() {
    return rows.size() - judged().size();
  }

  /// The outcome of a judged row.
  static Target.Observed outcome(Row row) {
    return switch (row.target()) {
      case Target.Observed observed -> observed;
      case Target.LeftOut left ->
          throw new IllegalArgumentException("Day " + row.day() + " is left out: " + left.why());
    };
  }
}
