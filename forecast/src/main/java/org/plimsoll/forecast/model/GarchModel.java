package org.plimsoll.forecast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;
import org.plimsoll.forecast.VolatilityModel;

/// A {@link Garch} of daily returns per market, on the last 1,460 of them. Estimated anew every 28
/// days, from the estimates before; the variance follows every day.
///
/// @param errors the distribution of the errors
public record GarchModel(Garch.Errors errors) implements VolatilityModel {
  private static final int DAY = 24;
  private static final int MIN_RETURNS = 365;
  private static final int MAX_RETURNS = 1_460;
  private static final int REFIT_DAYS = 28;

  @Override
  public String name() {
    return switch (errors) {
      case NORMAL -> "GARCH-n";
      case STUDENT_T -> "GARCH-t";
    };
  }

  @Override
  public Walk start(List<String> symbols) {
    List<Market> markets = new ArrayList<>();
    symbols.forEach(symbol -> markets.add(new Market(symbol, errors)));
    return (past, variances) -> {
      for (int i = 0; i < variances.length; i++) {
        variances[i] = markets.get(i).next(past);
      }
    };
  }

  private static final class Market {
    private final String symbol;
    private final Garch.Errors errors;
    private final double[] returns = new double[MAX_RETURNS];
    private int size;
    private @Nullable Garch fitted;
    private long fittedOn;

    Market(String symbol, Garch.Errors errors) {
      this.symbol = symbol;
      this.errors = errors;
    }

    double next(Past past) {
      PastSeries series = past.spot(symbol).orElse(null);
      if (series == null || !(series.close(DAY) > 0)) {
        return Double.NaN;
      }
      add(100 * StrictMath.log(series.close(0) / series.close(DAY)));
      if (size < MIN_RETURNS) {
        return Double.NaN;
      }
      double[] known = Arrays.copyOf(returns, size);
      Garch model = fitted;
      if (model == null || past.day() - fittedOn >= REFIT_DAYS) {
        model = Garch.refit(known, errors, model);
        fitted = model;
        fittedOn = past.day();
      }
      return model.next(known);
    }

    private void add(double value) {
      if (size == MAX_RETURNS) {
        System.arraycopy(returns, 1, returns, 0, MAX_RETURNS - 1);
        size--;
      }
      returns[size++] = value;
    }
  }
}
