package org.plimsoll.service.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.engine.volatility.ForecastBands;
import org.plimsoll.engine.volatility.VolatilityForecast;
import org.plimsoll.service.api.view.Forecast;

/// Daily forecasts of every market beside what came of them. Written by one thread, read by any.
final class ForecastHistory {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX_DAYS = 4_000;

  private record Entry(VolatilityForecast forecast, @Nullable Double realised) {}

  private final Map<String, List<Entry>> series = new TreeMap<>();

  /// Takes a forecast and, with it, what the day before it realised.
  synchronized void add(String market, VolatilityForecast forecast, Estimate realised) {
    List<Entry> entries = series.computeIfAbsent(market, _ -> new ArrayList<>());
    if (!entries.isEmpty()) {
      Entry last = entries.getLast();
      if (last.forecast().origin().equals(forecast.origin())) {
        return;
      }
      boolean follows = last.forecast().origin().plus(DAY).equals(forecast.origin());
      if (follows && realised instanceof Estimate.Value value) {
        entries.set(entries.size() - 1, new Entry(last.forecast(), value.value()));
      }
    }
    if (entries.size() == MAX_DAYS) {
      entries.removeFirst();
    }
    entries.add(new Entry(forecast, null));
  }

  synchronized Forecast of(
      String instrument, String market, @Nullable Instant from, @Nullable Instant to) {
    List<Forecast.Row> rows = new ArrayList<>();
    String model = "";
    for (Entry entry : series.getOrDefault(market, List.of())) {
      Instant end = entry.forecast().origin().plus(DAY);
      model = entry.forecast().model();
      if ((from == null || !end.isBefore(from)) && (to == null || end.isBefore(to))) {
        rows.add(row(end, entry));
      }
    }
    return new Forecast(instrument, model, false, rows);
  }

  private static Forecast.Row row(Instant end, Entry entry) {
    VolatilityForecast forecast = entry.forecast();
    ForecastBands bands = forecast.bands();
    return bands == null
        ? new Forecast.Row(
            end, entry.realised(), forecast.sigmaDay(), null, null, null, null, null, null)
        : new Forecast.Row(
            end,
            entry.realised(),
            forecast.sigmaDay(),
            bands.low50(),
            bands.high50(),
            bands.low90(),
            bands.high90(),
            bands.low99(),
            bands.high99());
  }
}
