package org.plimsoll.engine.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A question of law or of choice on which a rule's result turns, answered by one of its options.
///
/// A formula reads the answer as the truth `<name>_is_<option>`.
///
/// @param instruments the classes of instruments whose result turns on it; empty for all
/// @param options the possible answers; at least two
/// @param standard the answer where nobody gives another
/// @param litigatedFrom the day from which a court is asked about it, or null; from that day a rule
///     set that depends on it has the status {@link Status#LITIGATED}
public record Switch(
    String name,
    String description,
    List<String> instruments,
    List<String> options,
    String standard,
    @Nullable LocalDate litigatedFrom,
    Provenance provenance) {
  /// Copies the options and checks that the standard answer is one of them.
  public Switch {
    instruments = List.copyOf(instruments);
    options = List.copyOf(options);
    if (options.size() < 2 || !options.contains(standard)) {
      throw new IllegalArgumentException("Switch " + name + " has no option " + standard);
    }
  }

  /// Whether a court is asked about the answer for `instrument` on `day`.
  public boolean isLitigated(String instrument, LocalDate day) {
    return litigatedFrom != null
        && !day.isBefore(litigatedFrom)
        && (instruments.isEmpty() || instruments.contains(instrument));
  }

  /// The day on which the answer of {@link #isLitigated} changes, if any.
  Stream<LocalDate> turningDays() {
    return Stream.ofNullable(litigatedFrom);
  }
}
