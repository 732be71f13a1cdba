package org.plimsoll.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.network.DayFeatures;

/// What networks learn from: per symbol and origin the features, and the log of the outcome over
/// the champion's forecast.
final class Samples {
  private static final int DAY = 24;

  /// Half of 720 hours, then 180 outcomes, and some for days with a gap.
  private static final long LEAST_HISTORY_DAYS = 210;

  /// One origin of one symbol; its arrays are not to be changed.
  static final class Sample {
    private final long day;
    private final String symbol;
    private final float[] window;
    private final float[] context;
    private final float target;

    /// @param day the origin, days from 1970-01-01 UTC
    /// @param target ln(outcome / champion's forecast)
    Sample(long day, String symbol, float[] window, float[] context, float target) {
      this.day = day;
      this.symbol = symbol;
      this.window = window;
      this.context = context;
      this.target = target;
    }

    long day() {
      return day;
    }

    String symbol() {
      return symbol;
    }

    float[] window() {
      return window;
    }

    float[] context() {
      return context;
    }

    float target() {
      return target;
    }
  }

  private final List<Sample> samples;

  Samples(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /// Walks the champion over a panel and keeps every origin of which features and outcome are
  /// whole, from the time on when the champion has learnt enough of the symbol not to fall back.
  static Samples of(Panel panel, VolatilityModel champion, IntConsumer percent) {
    List<String> symbols = panel.symbols();
    VolatilityModel.Walk walk = champion.start(symbols);
    DayFeatures features = new DayFeatures(symbols);
    double[] forecasts = new double[symbols.size()];
    List<Sample> samples = new ArrayList<>();
    long first = Math.floorDiv(panel.firstHour(), DAY) + 1;
    long end = Math.floorDiv(panel.endHour(), DAY);
    for (long day = first; day < end; day++) {
      Past past = Past.ofDay(panel, day);
      Arrays.fill(forecasts, Double.NaN);
      walk.next(past, forecasts);
      features.next(past, forecasts);
      for (int s = 0; s < forecasts.length; s++) {
        HourlySeries series = panel.series(symbols.get(s)).orElseThrow();
        if (day * DAY >= series.firstHour() + LEAST_HISTORY_DAYS * DAY
            && features.isComplete(s)
            && Target.at(series, day * DAY) instanceof Target.Observed outcome) {
          double target = StrictMath.log(outcome.variancePct2() / forecasts[s]);
          samples.add(
              new Sample(
                  day,
                  symbols.get(s),
                  features.window(s).clone(),
                  features.context(s).clone(),
                  (float) target));
        }
      }
      percent.accept((int) (100 * (day - first + 1) / (end - first)));
    }
    return new Samples(samples);
  }

  int size() {
    return samples.size();
  }

  Sample get(int i) {
    return samples.get(i);
  }

  /// Those whose origin is a day from `first` to `last`.
  Samples between(long first, long last) {
    return new Samples(samples.stream().filter(s -> s.day() >= first && s.day() <= last).toList());
  }

  long firstDay() {
    return samples.stream().mapToLong(Sample::day).min().orElseThrow();
  }

  long lastDay() {
    return samples.stream().mapToLong(Sample::day).max().orElseThrow();
  }

  List<String> symbols() {
    return samples.stream().map(Sample::symbol).distinct().sorted().toList();
  }
}
