package org.plimsoll.forecast.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;
import org.plimsoll.forecast.VolatilityModel;

/// The heterogeneous autoregression of the variance itself, not its logarithm, on the mean variance
/// of a day, a week and a month: F. Corsi, Journal of Financial Econometrics 7 (2009). All history,
/// fitted anew each day.
///
/// Where the regression would give less than the lowest variance ever seen, it gives that one.
public final class HarRv implements VolatilityModel {
  private static final int DAY = 24;
  private static final int MIN_OBSERVATIONS = 180;
  private static final double NEVER_HALVED = 1e9;
  private static final int[] WINDOWS = {24, 168, 720};

  @Override
  public String name() {
    return "HAR-RV";
  }

  @Override
  public Walk start(List<String> symbols) {
    List<Market> markets = new ArrayList<>();
    symbols.forEach(symbol -> markets.add(new Market(symbol)));
    return (past, variances) -> {
      for (int i = 0; i < variances.length; i++) {
        variances[i] = markets.get(i).next(past);
      }
    };
  }

  private static final class Market {
    private final String symbol;
    private final Regression history = new Regression(WINDOWS.length, NEVER_HALVED);
    private double @Nullable [] pending;
    private double lowest = Double.POSITIVE_INFINITY;

    Market(String symbol) {
      this.symbol = symbol;
    }

    double next(Past past) {
      PastSeries series = past.spot(symbol).orElse(null);
      if (series == null) {
        return Double.NaN;
      }
      double outcome = series.sum(0, DAY);
      if (pending != null && series.count(0, DAY) == DAY && outcome > 0) {
        history.add(past.day() - 1, pending, outcome);
        lowest = Math.min(lowest, outcome);
      }
      pending = row(series);
      if (pending == null || history.size() < MIN_OBSERVATIONS) {
        return Double.NaN;
      }
      NormalEquations equations = history.equations();
      double[] raw = equations.raw(equations.towards(new double[WINDOWS.length], 0));
      double fitted = equations.constant(raw);
      for (int j = 0; j < raw.length; j++) {
        fitted += raw[j] * pending[j];
      }
      return Math.max(lowest, fitted);
    }

    private static double @Nullable [] row(PastSeries series) {
      double[] row = new double[WINDOWS.length];
      for (int w = 0; w < row.length; w++) {
        row[w] = series.mean(0, WINDOWS[w]) * DAY;
        if (Double.isNaN(row[w])) {
          return null;
        }
      }
      return row;
    }
  }
}
