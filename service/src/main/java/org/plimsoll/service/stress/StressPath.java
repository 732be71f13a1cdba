package org.plimsoll.service.stress;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What happens to prices from outside, before anybody is liquidated.
///
/// Prices are relative to where a book stands when the path begins, so that one path fits any book.
///
/// @param id short and stable
/// @param title for people
/// @param source where the path comes from, for people
/// @param steps in order of time, equally far apart
/// @param coins stablecoins that accounts hold as collateral besides
public record StressPath(
    String id, String title, String source, List<Step> steps, SortedSet<String> coins) {

  /// Copies the lists.
  public StressPath {
    steps = List.copyOf(steps);
    coins = Collections.unmodifiableSortedSet(new TreeSet<>(coins));
  }

  /// One instant of a path.
  ///
  /// @param after time since the path's beginning
  /// @param relative price over the price at the beginning, by base asset
  /// @param silent base assets whose oracles say nothing now
  public record Step(Duration after, SortedMap<String, Double> relative, SortedSet<String> silent) {
    /// Copies map and set.
    public Step {
      relative = Collections.unmodifiableSortedMap(new TreeMap<>(relative));
      silent = Collections.unmodifiableSortedSet(new TreeSet<>(silent));
    }

    /// The relative price of a base asset; of one that the path does not know, the first one's.
    double of(String base) {
      Double own = relative.get(base);
      return own != null ? own : relative.isEmpty() ? 1 : relative.firstEntry().getValue();
    }
  }

  /// How long the path lasts.
  public Duration length() {
    return steps.isEmpty() ? Duration.ZERO : steps.getLast().after();
  }
}
