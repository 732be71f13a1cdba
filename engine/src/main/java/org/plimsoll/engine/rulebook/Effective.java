package org.plimsoll.engine.rulebook;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a statement of law applies, and since when anybody could know it.
///
/// @param validFrom the first day on which it applies
/// @param validTo the last day on which it applies, or null when it has no end
/// @param knownFrom the day on which it was published
public record Effective(LocalDate validFrom, @Nullable LocalDate validTo, LocalDate knownFrom) {
  /// Checks that the last day is not before the first.
  public Effective {
    if (validTo != null && validTo.isBefore(validFrom)) {
      throw new IllegalArgumentException("Valid from " + validFrom + " to " + validTo);
    }
  }

  /// Whether it applies on `day`.
  public boolean isValidOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
  }

  /// Whether it had been published by the end of `day`.
  public boolean isKnownOn(LocalDate day) {
    return !day.isBefore(knownFrom);
  }

  /// The days on which the answers of {@link #isValidOn} and {@link #isKnownOn} change.
  Stream<LocalDate> turningDays() {
    return validTo == null
        ? Stream.of(validFrom, knownFrom)
        : Stream.of(validFrom, knownFrom, validTo.plusDays(1));
  }
}
