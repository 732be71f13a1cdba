package org.plimsoll.service.api.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the venue is.
///
/// @param sequence commands applied so far
/// @param time the venue's time, that of the last command applied
/// @param stateHash hash of the state at the last checkpoint, hexadecimal
/// @param syntheticAccounts whether accounts were seeded for a demonstration
/// @param source where the prices come from, for people
/// @param progress present while a recording is replayed
public record Health(
    Status status,
    String version,
    Mode mode,
    long sequence,
    Instant time,
    String stateHash,
    int instruments,
    int accounts,
    @Nullable Boolean syntheticAccounts,
    @Nullable String source,
    @Nullable Progress progress) {
  /// Whether the venue takes commands.
  public enum Status {
    /// Live, or a recording has been replayed to its end.
    READY,
    /// A recording is being replayed.
    REPLAYING,
    /// A fault stopped the writer; what is shown is the last sound state.
    HALTED
  }

  /// What the program was started as.
  public enum Mode {
    /// Seeded accounts over a recording.
    DEMO,
    /// A venue.
    SERVE,
    /// A journal read back.
    REPLAY
  }

  /// Where a recording begins and ends, and how much has been replayed.
  ///
  /// @param fraction from 0 to 1
  public record Progress(Instant from, Instant to, double fraction) {}
}
