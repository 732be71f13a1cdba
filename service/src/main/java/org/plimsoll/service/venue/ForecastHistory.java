package org.plimsoll.service.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.volatility.ForecastBands;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.engine.volatility.VolatilityForecast;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.MarginSigmaView;

/// Daily forecasts of every market beside what came of them. Written by one thread, read by any.
///
/// Readers stand at a place in the journal and see nothing that came after it.
final class ForecastHistory {
  private static final Duration DAY = Duration.ofDays(1);

  /// How many forecasts of one market are kept; older ones are in the journal.
  static final int MAX_DAYS = 4_000;

  private record Entry(long sequence, Effect.ForecastMade made) {
    Instant origin() {
      return made.forecast().origin();
    }
  }

  private final Map<String, ArrayDeque<Entry>> series = new TreeMap<>();

  /// A decision on the volatility for margin, and its place in the journal.
  private record Decided(long sequence, SigmaDecision decision) {}

  private final Map<String, NavigableMap<Instant, Decided>> decisions = new TreeMap<>();

  /// Takes a decision that a command at a place in the journal made.
  synchronized void add(long sequence, Effect.SigmaDecided made) {
    NavigableMap<Instant, Decided> ofMarket = decisionsOf(made.market());
    ofMarket.put(made.decision().at(), new Decided(sequence, made.decision()));
    if (ofMarket.size() > 2 * MAX_DAYS) {
      ofMarket.pollFirstEntry();
    }
  }

  /// The last decision on a market before an instant, none after `upTo` in the journal.
  synchronized Optional<SigmaDecision> decision(String market, Instant before, long upTo) {
    return decisionsOf(market).headMap(before, false).descendingMap().values().stream()
        .filter(decided -> decided.sequence() <= upTo)
        .findFirst()
        .map(Decided::decision);
  }

  private NavigableMap<Instant, Decided> decisionsOf(String market) {
    return decisions.computeIfAbsent(market, _ -> new TreeMap<>());
  }

  /// Takes a forecast that a command at a place in the journal made.
  synchronized void add(long sequence, Effect.ForecastMade made) {
    ArrayDeque<Entry> entries = entriesOf(made.market());
    if (entries.size() == MAX_DAYS) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(sequence, made));
  }

  /// Puts an earlier, finished history in front, as far as there is room.
  synchronized void precede(ForecastHistory earlier) {
    earlier.series.forEach(
        (market, before) -> {
          ArrayDeque<Entry> entries = entriesOf(market);
          Iterator<Entry> latestFirst = before.descendingIterator();
          while (entries.size() < MAX_DAYS && latestFirst.hasNext()) {
            entries.addFirst(latestFirst.next());
          }
        });
    earlier.decisions.forEach(
        (market, before) -> before.forEach((at, one) -> decisionsOf(market).putIfAbsent(at, one)));
  }

  /// The forecasts of a market whose days end within a window, none after `upTo` in the journal.
  synchronized Forecast of(
      String instrument, String market, @Nullable Instant from, @Nullable Instant to, long upTo) {
    List<Forecast.Row> rows = new ArrayList<>();
    List<Entry> entries =
        series.getOrDefault(market, new ArrayDeque<>()).stream()
            .filter(entry -> entry.sequence() <= upTo)
            .toList();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Instant end = entry.origin().plus(DAY);
      if ((from == null || !end.isBefore(from)) && (to == null || end.isBefore(to))) {
        rows.add(
            inCharge(
                row(end, entry, i + 1 < entries.size() ? entries.get(i + 1) : null),
                decision(market, end, upTo)
                    .filter(decided -> !decided.at().isBefore(entry.origin()))
                    .orElse(null)));
      }
    }
    String model = entries.isEmpty() ? "" : entries.getLast().made().forecast().model();
    MarginSigmaView sigma = decision(market, Instant.MAX, upTo).map(SigmaViews::of).orElse(null);
    return new Forecast(instrument, model, false, rows, sigma);
  }

  private static Forecast.Row inCharge(Forecast.Row row, @Nullable SigmaDecision decision) {
    return decision == null
        ? row
        : new Forecast.Row(
            row.time(),
            row.realised(),
            row.forecast(),
            row.low50(),
            row.high50(),
            row.low90(),
            row.high90(),
            row.low99(),
            row.high99(),
            decision.inCharge().name(),
            decision.reason().map(Enum::name).orElse(null),
            decision.exceedances());
  }

  /// What a day realised is told by the forecast made at its end.
  private static Forecast.Row row(Instant end, Entry entry, @Nullable Entry next) {
    VolatilityForecast forecast = entry.made().forecast();
    Double realised = next != null && next.origin().equals(end) ? next.made().realised() : null;
    ForecastBands bands = forecast.bands();
    return bands == null
        ? new Forecast.Row(end, realised, forecast.sigmaDay(), null, null, null, null, null, null)
        : new Forecast.Row(
            end,
            realised,
            forecast.sigmaDay(),
            bands.low50(),
            bands.high50(),
            bands.low90(),
            bands.high90(),
            bands.low99(),
            bands.high99());
  }

  private ArrayDeque<Entry> entriesOf(String market) {
    return series.computeIfAbsent(market, _ -> new ArrayDeque<>());
  }
}
