package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two models on the days on which both are judged.
///
/// @param days how many
/// @param ratio the mean QLIKE of the first over that of the second
/// @param test of Diebold and Mariano; negative favours the first
public record Comparison(int days, double ratio, TestResult test) {

  /// Compares two tracks of one symbol.
  public static Comparison of(Track first, Track second) {
    return pooled(List.of(first), List.of(second));
  }

  /// Compares two models over symbols: the test is on the daily mean over the symbols, the ratio on
  /// the mean over symbols of their mean losses.
  ///
  /// @param first the tracks of one model
  /// @param second the tracks of the other for the same symbols, in the same order
  public static Comparison pooled(List<Track> first, List<Track> second) {
    Map<Long, List<Double>> gaps = new TreeMap<>();
    double ownSum = 0;
    double otherSum = 0;
    for (int i = 0; i < first.size(); i++) {
      Map<Long, Double> others = losses(second.get(i));
      double own = 0;
      double other = 0;
      int n = 0;
      for (var entry : losses(first.get(i)).entrySet()) {
        @Nullable Double reference = others.get(entry.getKey());
        if (reference != null) {
          gaps.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
              .add(entry.getValue() - reference);
          own += entry.getValue();
          other += reference;
          n++;
        }
      }
      ownSum += n == 0 ? 0 : own / n;
      otherSum += n == 0 ? 0 : other / n;
    }
    double[] differences =
        gaps.values().stream()
            .mapToDouble(day -> day.stream().mapToDouble(Double::doubleValue).sum() / day.size())
            .toArray();
    return new Comparison(
        differences.length, ownSum / otherSum, Losses.dieboldMariano(differences));
  }

  private static Map<Long, Double> losses(Track track) {
    Map<Long, Double> losses = new TreeMap<>();
    for (Track.Row row : track.judged()) {
      losses.put(row.day(), Losses.qlike(Track.outcome(row).variancePct2(), row.variancePct2()));
    }
    return losses;
  }
}
