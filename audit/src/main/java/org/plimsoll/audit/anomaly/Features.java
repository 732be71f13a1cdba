package org.plimsoll.audit.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the forest sees of each hour: distances from what is usual, one a dimension.
///
/// That a whole market moves is no fault of a source: figures compare a source with the others, and
/// a rate with what it was computed from.
final class Features {
  /// The dimensions, in order.
  static final List<String> NAMES = List.of("basis", "lag", "drift", "still", "rate");

  private static final double SIX_HOURS = 1.0 / 6;
  private static final double DAY = 1.0 / 24;
  private static final double MONTH = 1.0 / 720;
  private static final double LARGEST_BASIS = 2;
  private static final double CALMEST_HOUR = 1e-3;
  private static final double HOURS_OF_A_DAY = 24;
  private static final double LEAST_RATE = 1e-4;

  private final Scale[] scales = {
    new Scale(0.1), new Scale(0.1), new Scale(0.1), new Scale(1), new Scale(1e-2)
  };

  private @Nullable MarketHour last;
  private double usualBasis;
  private double lag;
  private double drift;
  private double still;
  private double both;
  private double causes;
  private long hours;

  /// The figures of an hour, before they are told as distances.
  double[] figures(MarketHour hour) {
    MarketHour before = last == null ? hour : last;
    double hourly = hour.sigmaDay() / Math.sqrt(HOURS_OF_A_DAY);
    double unit = Math.sqrt(hourly * hourly + CALMEST_HOUR * CALMEST_HOUR);
    double basis = StrictMath.log(hour.price() / hour.reference());
    double away = Double.isNaN(basis) ? LARGEST_BASIS : (basis - usualBasis) / unit;
    double bounded = Math.clamp(away, -LARGEST_BASIS, LARGEST_BASIS);
    still = hour.price() == before.price() && last != null ? still + 1 : 0;
    lag += SIX_HOURS * (Math.abs(bounded) - lag);
    drift += DAY * (bounded - drift);
    return new double[] {away, lag, drift, Math.max(still - 1, 0), residual(hour, before)};
  }

  /// What a change of the rate leaves when the change of the deviation is taken into account, by
  /// the slope that has been usual, as a share of the rate.
  private double residual(MarketHour hour, MarketHour before) {
    double change = hour.rate() - before.rate();
    double cause = hour.sigmaDay() - before.sigmaDay();
    double slope = causes == 0 ? 0 : both / causes;
    return (change - slope * cause) / Math.max(before.rate(), LEAST_RATE);
  }

  double[] distances(double[] figures) {
    double[] distances = new double[figures.length];
    for (int i = 0; i < figures.length; i++) {
      distances[i] = scales[i].distance(figures[i]);
    }
    return distances;
  }

  double figure(int dimension, double distance) {
    return scales[dimension].value(distance);
  }

  /// Goes on to the next hour.
  ///
  /// @param learns whether the hour counts as usual
  void next(MarketHour hour, double[] figures, boolean learns) {
    MarketHour before = last == null ? hour : last;
    last = hour;
    if (learns) {
      hours++;
      double basis = StrictMath.log(hour.price() / hour.reference());
      if (Double.isFinite(basis)) {
        usualBasis += Math.max(MONTH, 1.0 / hours) * (basis - usualBasis);
      }
      double cause = hour.sigmaDay() - before.sigmaDay();
      both += MONTH * (cause * (hour.rate() - before.rate()) - both);
      causes += MONTH * (cause * cause - causes);
      for (int i = 0; i < figures.length; i++) {
        scales[i].learn(figures[i]);
      }
    }
  }
}
