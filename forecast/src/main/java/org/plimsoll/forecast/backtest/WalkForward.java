package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.market.Panel;

/// Leads models through the past, one day after another, each day showing them only what was known
/// at its beginning.
///
/// A walk begins on the first day of the panel, so that a forecast does not depend on the span that
/// is asked for.
public final class WalkForward {
  private static final int DAY = 24;

  private WalkForward() {}

  /// Walks one model from the first day of the panel to `lastDay`, telling the number of each day
  /// done.
  public static Forecasts walk(
      Panel panel, List<String> symbols, VolatilityModel model, long lastDay, IntConsumer done) {
    long firstDay = Math.floorDiv(panel.firstHour(), DAY) + 1;
    int days = (int) Math.max(0, lastDay - firstDay + 1);
    double[][] variances = new double[symbols.size()][days];
    double[] each = new double[symbols.size()];
    VolatilityModel.Walk walk = model.start(List.copyOf(symbols));
    for (int i = 0; i < days; i++) {
      Arrays.fill(each, Double.NaN);
      walk.next(Past.ofDay(panel, firstDay + i), each);
      for (int s = 0; s < each.length; s++) {
        variances[s][i] = each[s];
      }
      done.accept(i + 1);
    }
    return new Forecasts(model.name(), symbols, firstDay, variances);
  }

  /// Walks several models on a number of threads; the result does not depend on the number.
  public static List<Forecasts> walk(
      Panel panel,
      List<String> symbols,
      List<VolatilityModel> models,
      long lastDay,
      int threads,
      IntConsumer done)
      throws InterruptedException {
    List<Callable<Forecasts>> tasks = new ArrayList<>();
    for (VolatilityModel model : models) {
      tasks.add(() -> walk(panel, symbols, model, lastDay, done));
    }
    List<Forecasts> forecasts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Forecasts> future : pool.invokeAll(tasks)) {
        forecasts.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A model failed on its walk", e.getCause());
    }
    return forecasts;
  }
}
