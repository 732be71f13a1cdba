package org.plimsoll.service.venue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RatePoint;

/// The steps of every rate, the latest of each kept in memory. Written by one thread, read by any.
///
/// Readers stand at a place in the journal and see nothing that came after it.
final class RateHistory {
  /// How many steps of one rate are kept; older ones are in the journal.
  static final int MAX_STEPS = 4_000;

  private final Map<String, ArrayDeque<RatePoint>> series = new TreeMap<>();

  synchronized void add(String rateClass, String instrument, RatePoint point) {
    ArrayDeque<RatePoint> steps = stepsOf(key(rateClass, instrument));
    if (steps.size() == MAX_STEPS) {
      steps.removeFirst();
    }
    steps.addLast(point);
  }

  /// Puts an earlier, finished history in front, as far as there is room.
  synchronized void precede(RateHistory earlier) {
    earlier.series.forEach(
        (key, before) -> {
          ArrayDeque<RatePoint> steps = stepsOf(key);
          Iterator<RatePoint> latestFirst = before.descendingIterator();
          while (steps.size() < MAX_STEPS && latestFirst.hasNext()) {
            steps.addFirst(latestFirst.next());
          }
        });
  }

  /// The steps within a window, in order of time, none after `upTo` in the journal; before them the
  /// step that is in force when the window opens.
  synchronized List<RatePoint> between(
      String rateClass,
      String instrument,
      @Nullable Instant from,
      @Nullable Instant to,
      long upTo) {
    List<RatePoint> found = new ArrayList<>();
    RatePoint opening = null;
    for (RatePoint point : seen(rateClass, instrument)) {
      if (isAfter(point, upTo) || (to != null && !point.time().isBefore(to))) {
        break;
      }
      if (from == null || point.time().isAfter(from)) {
        found.add(point);
      } else {
        opening = point;
      }
    }
    if (opening != null) {
      found.addFirst(opening);
    }
    return found;
  }

  /// The step in force at an instant, if it is still held.
  synchronized Optional<RatePoint> at(
      String rateClass, String instrument, Instant asOf, long upTo) {
    RatePoint found = null;
    for (RatePoint point : seen(rateClass, instrument)) {
      if (point.time().isAfter(asOf) || isAfter(point, upTo)) {
        break;
      }
      found = point;
    }
    return Optional.ofNullable(found);
  }

  private static boolean isAfter(RatePoint point, long place) {
    Long sequence = point.sequence();
    return sequence != null && sequence > place;
  }

  private ArrayDeque<RatePoint> seen(String rateClass, String instrument) {
    return series.getOrDefault(key(rateClass, instrument), new ArrayDeque<>());
  }

  private ArrayDeque<RatePoint> stepsOf(String key) {
    return series.computeIfAbsent(key, _ -> new ArrayDeque<>());
  }

  private static String key(String rateClass, String instrument) {
    return rateClass + '|' + instrument;
  }
}
