package org.plimsoll.service.venue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RatePoint;

/// The steps of every rate, the latest of each kept in memory. Written by one thread, read by any.
final class RateHistory {
  /// How many steps of one rate are kept; older ones are in the journal.
  static final int MAX_STEPS = 4_000;

  private final Map<String, ArrayDeque<RatePoint>> series = new TreeMap<>();

  synchronized void add(String rateClass, String instrument, RatePoint point) {
    ArrayDeque<RatePoint> steps =
        series.computeIfAbsent(key(rateClass, instrument), _ -> new ArrayDeque<>());
    if (steps.size() == MAX_STEPS) {
      steps.removeFirst();
    }
    steps.addLast(point);
  }

  /// The steps within a window, in order of time.
  synchronized List<RatePoint> between(
      String rateClass, String instrument, @Nullable Instant from, @Nullable Instant to) {
    List<RatePoint> found = new ArrayList<>();
    for (RatePoint point : steps(rateClass, instrument)) {
      boolean late = to != null && !point.time().isBefore(to);
      if (!late && (from == null || !point.time().isBefore(from))) {
        found.add(point);
      }
    }
    return found;
  }

  /// The step in force at an instant, if it is still held.
  synchronized Optional<RatePoint> at(String rateClass, String instrument, Instant asOf) {
    RatePoint found = null;
    for (RatePoint point : steps(rateClass, instrument)) {
      if (point.time().isAfter(asOf)) {
        break;
      }
      found = point;
    }
    return Optional.ofNullable(found);
  }

  private ArrayDeque<RatePoint> steps(String rateClass, String instrument) {
    return series.getOrDefault(key(rateClass, instrument), new ArrayDeque<>());
  }

  private static String key(String rateClass, String instrument) {
    return rateClass + '|' + instrument;
  }
}
