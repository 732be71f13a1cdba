package org.plimsoll.transparency;

import java.util.Optional;

/// What a monitor saw when it looked at a log.
public sealed interface Observation {
  /// Nothing was added.
  record Unchanged(Checkpoint checkpoint) implements Observation {}

  /// Entries were added, all of them read, and nothing before them was changed.
  ///
  /// @param from the size before
  record Grew(long from, Checkpoint checkpoint) implements Observation {}

  /// The log broke its promise. The two checkpoints are the evidence.
  ///
  /// @param fault FORKED, ROLLED_BACK, NOT_PROVEN, UNTRUSTED or MALFORMED
  /// @param known the last that was verified
  /// @param seen the one that does not fit it, if it could be read
  record Alert(LogFault fault, String detail, Optional<SignedNote> known, Optional<SignedNote> seen)
      implements Observation {}

  /// The log, or a part that its checkpoint promises, could not be read. A log may be away; one
  /// that stays away withholds.
  record Unreachable(String detail) implements Observation {}
}
