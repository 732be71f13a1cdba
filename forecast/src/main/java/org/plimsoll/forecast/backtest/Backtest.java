package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.combine.Combination;
import org.plimsoll.forecast.combine.Promotion;
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
  public static Result run(Plan plan, int threads, Progress progress) throws InterruptedException {
    int each = days(plan);
    int total = each * plan.models().size();
    var done = new AtomicInteger();
    List<Forecasts> forecasts =
        WalkForward.walk(
            plan.panel(),
            plan.symbols(),
            plan.models(),
            plan.lastDay(),
            threads,
            _ -> progress.done(done.incrementAndGet(), total));
    Map<String, List<Track>> tracks = new LinkedHashMap<>();
    forecasts.forEach(made -> tracks.put(made.model(), tracks(plan, made)));
    List<Promotion> promotions = List.of();
    if (!plan.challengers().isEmpty()) {
      Forecasts champion = named(forecasts, plan.champion());
      List<Forecasts> challengers = new ArrayList<>();
      plan.challengers().forEach(name -> challengers.add(named(forecasts, name)));
      var combined = Combination.of(plan.panel(), champion, challengers);
      tracks.put(Combination.NAME, tracks(plan, combined.forecasts()));
      promotions = combined.promotions();
    }
    return new Result(plan, tracks, promotions);
  }

  private static int days(Plan plan) {
    long first = Math.floorDiv(plan.panel().firstHour(), 24) + 1;
    return (int) Math.max(0, plan.lastDay() - first + 1);
  }

  private static List<Track> tracks(Plan plan, Forecasts forecasts) {
    Track[] tracks = new Track[plan.symbols().size()];
    Arrays.setAll(
        tracks,
        s ->
            Track.of(
                forecasts,
                s,
                plan.panel().series(plan.symbols().get(s)).orElseThrow(),
                plan.firstDay(),
                plan.lastDay()));
    return List.of(tracks);
  }

  private static Forecasts named(List<Forecasts> forecasts, String name) {
    return forecasts.stream()
        .filter(each -> each.model().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No forecasts of " + name));
  }
}
