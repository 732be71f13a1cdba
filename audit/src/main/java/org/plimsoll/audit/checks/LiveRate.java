package org.plimsoll.audit.checks;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A rate as a venue shows it, with what is known of how it came about.
///
/// @param packId null when no rule was resolved
/// @param initial null when there is no rate in force
/// @param unavailable why the rate cannot be computed now, or null
/// @param lawfulFloor null where the law names none
/// @param moves the changes of the rate, in order of time
public record LiveRate(
    Case of,
    @Nullable String packId,
    @Nullable String packHash,
    @Nullable Double initial,
    @Nullable Double maintenance,
    @Nullable Double floor,
    @Nullable Double cap,
    @Nullable String unavailable,
    @Nullable Double lawfulFloor,
    boolean isBelowFloor,
    List<Move> moves) {
  /// What the rate is for.
  ///
  /// @param jurisdiction `NONE` for a scenario, which is then known by its pack
  public record Case(
      String jurisdiction,
      String clientClass,
      String instrument,
      String instrumentClass,
      String underlyingClass) {
    String subject() {
      return jurisdiction + " " + clientClass + " " + instrument;
    }
  }

  /// A change of the rate.
  ///
  /// @param steps the parts of the governor that acted, `MAXIMUM_STEP` for instance
  public record Move(Instant time, double rate, Set<String> steps) {
    /// Copies the steps.
    public Move {
      steps = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(steps));
    }
  }

  /// Copies the moves.
  public LiveRate {
    moves = List.copyOf(moves);
  }
}
