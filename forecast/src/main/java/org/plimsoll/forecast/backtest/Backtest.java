package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.combine.Combination;
import org.plimsoll.forecast.combine.Promotion;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

/// A backtest of models over a span: each walks forward from the first day of the panel, and the
/// combination judges them as they go.
public final class Backtest {
  private Backtest() {}

  /// What is to be done.
  ///
  /// @param panel with all neighbours
  /// @param symbols those to forecast
  /// @param models in the order of the report
  /// @param champion the id of the model among them that the others are compared with
  /// @param challengers the ids of those that the combination may promote; none for no combination
  /// @param firstDay of the span, from 1970-01-01 UTC
  /// @param lastDay of the span, included
  public record Plan(
      Panel panel,
      List<String> symbols,
      List<VolatilityModel> models,
      String champion,
      List<String> challengers,
      long firstDay,
      long lastDay) {
    public Plan {
      symbols = List.copyOf(symbols);
      models = List.copyOf(models);
      challengers = List.copyOf(challengers);
      if (symbols.isEmpty() || firstDay > lastDay) {
        throw new IllegalArgumentException("A backtest needs a symbol and a day");
      }
      if (models.stream().noneMatch(model -> model.name().equals(champion))) {
        throw new IllegalArgumentException("The champion " + champion + " is not among the models");
      }
    }
  }

  /// Learns how far the work has come; called from several threads.
  public interface Progress {
    /// So many of so many days of all models are done.
    void done(int days, int of);
  }

  /// What came out.
  ///
  /// @param tracks by model in the order of the plan, the combination last; per model one track for
  ///     each symbol, in their order
  /// @param promotions in the order of time
  public record Result(Plan plan, Map<String, List<Track>> tracks, List<Promotion> promotions) {
    public Result {
      tracks = Collections.unmodifiableMap(new LinkedHashMap<>(tracks));
      promotions = List.copyOf(promotions);
    }

    /// The tracks of a model.
    public List<Track> of(String model) {
      List<Track> found = tracks.get(model);
      if (found == null) {
        throw new IllegalArgumentException("No model " + model + " in this backtest");
      }
      return found;
    }

    /// The model that is judged: the combination, or the last of the plan where there is none.
    public String lead() {
      return tracks.keySet().stream().reduce((_, last) -> last).orElseThrow();
    }
  }

  /// Runs a plan on a number of threads; the result does not depend on the number.
  ///
  /// The champion and its challengers forecast all symbols of the panel, so that which of them is
  /// in charge does not depend on the symbols asked for.
  public static Result run(Plan plan, int threads, Progress progress) throws InterruptedException {
    List<VolatilityModel> judged = new ArrayList<>();
    List<VolatilityModel> others = new ArrayList<>();
    for (VolatilityModel model : plan.models()) {
      boolean counts = model.name().equals(plan.champion());
      (counts || plan.challengers().contains(model.name()) ? judged : others).add(model);
    }
    int total = days(plan) * plan.models().size();
    var done = new AtomicInteger();
    IntConsumer step = _ -> progress.done(done.incrementAndGet(), total);
    List<String> wide = plan.challengers().isEmpty() ? plan.symbols() : plan.panel().symbols();
    Map<String, Forecasts> forecasts = new TreeMap<>();
    for (Forecasts made :
        WalkForward.walk(plan.panel(), wide, judged, plan.lastDay(), threads, step)) {
      forecasts.put(made.model(), made);
    }
    for (Forecasts made :
        WalkForward.walk(plan.panel(), plan.symbols(), others, plan.lastDay(), threads, step)) {
      forecasts.put(made.model(), made);
    }
    return judge(plan, forecasts);
  }

  private static Result judge(Plan plan, Map<String, Forecasts> forecasts) {
    Map<String, List<Track>> tracks = new LinkedHashMap<>();
    for (VolatilityModel model : plan.models()) {
      tracks.put(model.name(), tracks(plan, named(forecasts, model.name())));
    }
    if (plan.challengers().isEmpty()) {
      return new Result(plan, tracks, List.of());
    }
    List<Forecasts> challengers = new ArrayList<>();
    plan.challengers().forEach(name -> challengers.add(named(forecasts, name)));
    var combined = Combination.of(plan.panel(), named(forecasts, plan.champion()), challengers);
    tracks.put(Combination.NAME, tracks(plan, combined.forecasts()));
    return new Result(plan, tracks, combined.promotions());
  }

  private static int days(Plan plan) {
    long first = Math.floorDiv(plan.panel().firstHour(), 24) + 1;
    return (int) Math.max(0, plan.lastDay() - first + 1);
  }

  private static List<Track> tracks(Plan plan, Forecasts forecasts) {
    List<Track> tracks = new ArrayList<>();
    for (String symbol : plan.symbols()) {
      HourlySeries series = plan.panel().series(symbol).orElseThrow();
      int number = forecasts.symbols().indexOf(symbol);
      tracks.add(Track.of(forecasts, number, series, plan.firstDay(), plan.lastDay()));
    }
    return tracks;
  }

  private static Forecasts named(Map<String, Forecasts> forecasts, String name) {
    Forecasts found = forecasts.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No forecasts of " + name);
    }
    return found;
  }
}
