package org.plimsoll.service.api.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the venue is.
///
/// @param sequence commands applied so far
/// @param time the venue's time, that of the last command applied
/// @param stateHash SHA-256 of the state at its last mark, hexadecimal
/// @param stateHashSequence commands applied up to that mark
/// @param syntheticAccounts whether accounts were seeded for a demonstration
/// @param source where the prices come from, for people
/// @param recalled how much of the journal's past has been read back, from 0 to 1, while it is:
///     histories and counts do not reach back to the first command before then
/// @param progress present while a recording is replayed
public record Health(
    Status status,
    String version,
    Mode mode,
    long sequence,
    Instant time,
    String stateHash,
    long stateHashSequence,
    int instruments,
    int accounts,
    @Nullable Boolean syntheticAccounts,
    @Nullable String source,
    @Nullable Double recalled,
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

  /// The same with another share read back, or null for all.
  public Health withRecalled(@Nullable Double share) {
    return new Health(
        status,
        version,
        mode,
        sequence,
        time,
        stateHash,
        stateHashSequence,
        instruments,
        accounts,
        syntheticAccounts,
        source,
        share,
        progress);
  }
}
