package org.plimsoll.engine.rulebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An example of a rule's result that a lawyer can check.
///
/// @param date the day in question
/// @param knownOn the day whose knowledge is used
/// @param switches answers that differ from the standard ones
/// @param inputs observations: times in days, truths 1 or 0
/// @param source where the expected result comes from
public record WorkedCase(
    String name,
    LocalDate date,
    LocalDate knownOn,
    String instrumentClass,
    String underlyingClass,
    String clientClass,
    SortedMap<String, String> switches,
    SortedMap<String, Double> inputs,
    Expected expected,
    String source) {
  /// What a case expects.
  ///
  /// @param outcome RATE, PROHIBITED, PRINCIPLES_ONLY, VENUE_SET, or UNAVAILABLE
  /// @param rate the initial margin rate, null unless the outcome is RATE
  /// @param maintenance the maintenance margin rate, null when the case does not say
  /// @param reason the name of a {@link org.plimsoll.engine.quantity.Reason}, null unless the
  ///     outcome is UNAVAILABLE
  /// @param tolerance the largest difference of a rate
  public record Expected(
      String outcome,
      @Nullable Double rate,
      @Nullable Double maintenance,
      @Nullable String reason,
      double tolerance) {}

  /// Copies the maps.
  public WorkedCase {
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }
}
