package org.plimsoll.engine.rulebook.governor;

import java.time.Duration;

/// When a margin buffer is used up and how it is built up again.
///
/// Article 28(1)(a) of Delegated Regulation (EU) No 153/2013 lets the buffer be exhausted while
/// requirements rise significantly; trigger and schedule are the central counterparty's own.
///
/// @param trigger the rise of the calculated margin from one evaluation to the next, as a fraction
///     of it, above which markets count as stressed; not negative
/// @param quiet how long no such rise may come before the buffer is built up again
/// @param rebuild the time in which an empty buffer is built up in full
public record BufferSchedule(double trigger, Duration quiet, Duration rebuild) {
  /// A rise of more than 5 %, ten quiet days, thirty days to build up.
  public static final BufferSchedule STANDARD =
      new BufferSchedule(0.05, Duration.ofDays(10), Duration.ofDays(30));

  public BufferSchedule {
    if (!(trigger >= 0 && trigger < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("The trigger " + trigger + " is not a fraction");
    }
    if (quiet.isNegative() || rebuild.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("Quiet " + quiet + ", rebuild " + rebuild);
    }
  }
}
