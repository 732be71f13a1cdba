package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Parts of a span in which a forecast is judged by itself.
final class Regimes {
  private static final int WINDOW = 90;

  /// A run of 90 days.
  ///
  /// @param first its first day
  /// @param qlike the mean loss over the days and symbols
  record Worst(long first, long last, double qlike) {}

  private Regimes() {}

  /// The judged rows of each symbol by thirds of the variance realised, lowest first; the rows of
  /// all symbols together in each third.
  static List<List<Track.Row>> terciles(List<Track> tracks) {
    List<List<Track.Row>> thirds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Track track : tracks) {
      List<Track.Row> rows = new ArrayList<>(track.judged());
      rows.sort(Comparator.comparingDouble(row -> Track.outcome(row).variancePct2()));
      for (int i = 0; i < rows.size(); i++) {
        thirds.get((int) (3L * i / rows.size())).add(rows.get(i));
      }
    }
    return thirds;
  }

  /// The mean loss over the symbols by day.
  static Map<Long, Double> dailyLoss(List<Track> tracks) {
    Map<Long, List<Double>> losses = new TreeMap<>();
    for (Track track : tracks) {
      for (Track.Row row : track.judged()) {
        losses
            .computeIfAbsent(row.day(), _ -> new ArrayList<>())
            .add(Losses.qlike(Track.outcome(row).variancePct2(), row.variancePct2()));
      }
    }
    Map<Long, Double> means = new TreeMap<>();
    losses.forEach(
        (day, all) ->
            means.put(day, all.stream().mapToDouble(Double::doubleValue).sum() / all.size()));
    return means;
  }

  /// The 90 consecutive judged days with the highest mean loss; the whole span when it is shorter.
  static Worst worst(List<Track> tracks) {
    List<Map.Entry<Long, Double>> days = List.copyOf(dailyLoss(tracks).entrySet());
    int n = Math.min(WINDOW, days.size());
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    int at = 0;
    for (int i = 0; i < days.size(); i++) {
      sum += days.get(i).getValue() - (i >= n ? days.get(i - n).getValue() : 0);
      if (i >= n - 1 && sum > most) {
        most = sum;
        at = i;
      }
    }
    return new Worst(days.get(at - n + 1).getKey(), days.get(at).getKey(), most / n);
  }

  /// The rows of tracks without one day.
  static List<Track> without(List<Track> tracks, long day) {
    return tracks.stream()
        .map(
            track ->
                new Track(
                    track.model(),
                    track.symbol(),
                    track.rows().stream().filter(row -> row.day() != day).toList()))
        .toList();
  }

  /// The day on which tracks lost most.
  static long costliestDay(List<Track> tracks) {
    return dailyLoss(tracks).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }
}
