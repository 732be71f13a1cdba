package org.plimsoll.forecast.model;

import java.util.Arrays;
import java.util.List;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;
import org.plimsoll.forecast.VolatilityModel;

/// The exponentially weighted mean of daily Parkinson variances: RiskMetrics Technical Document,
/// fourth edition (1996), with the range in place of the squared return.
///
/// A day of which fewer than half the hours are traded leaves the mean as it is.
///
/// @param weight of the past, between 0 and 1: 0.94
public record Ewma(double weight) implements VolatilityModel {
  private static final int DAY = 24;

  public Ewma {
    if (!(weight > 0 && weight < 1)) {
      throw new IllegalArgumentException("Weight of the past must be between 0 and 1: " + weight);
    }
  }

  @Override
  public String name() {
    return "EWMA-" + weight;
  }

  @Override
  public Walk start(List<String> symbols) {
    double[] mean = new double[symbols.size()];
    Arrays.fill(mean, Double.NaN);
    return (past, variances) -> {
      for (int i = 0; i < mean.length; i++) {
        mean[i] = next(past, symbols.get(i), mean[i]);
        variances[i] = mean[i];
      }
    };
  }

  private double next(Past past, String symbol, double mean) {
    double hour = past.spot(symbol).map(Ewma::hourly).orElse(Double.NaN);
    double realised = hour * DAY;
    if (!(realised > 0)) {
      return mean;
    }
    return Double.isNaN(mean) ? realised : weight * mean + (1 - weight) * realised;
  }

  private static double hourly(PastSeries series) {
    return series.mean(0, DAY);
  }
}
