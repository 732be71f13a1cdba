package org.plimsoll.service.sequencer;

import org.plimsoll.service.store.Hex;

/// The first place where a replay differs from what the journal records.
///
/// `expected` is what the journal holds, `actual` what the replay gave: effects, or a state hash.
@SuppressWarnings("ArrayRecordComponent") // reported, never compared
public record Divergence(
    Kind kind, long sequence, String key, byte[] command, byte[] expected, byte[] actual) {
  /// What differs.
  public enum Kind {
    /// The state of a snapshot has another hash than the one restored or replayed.
    SNAPSHOT,
    /// The command has other effects.
    EFFECTS,
    /// The state after the command has another hash.
    STATE
  }

  /// One line for a person: kind, sequence, key, expected and actual bytes.
  public String describe() {
    return "%s differ at sequence %d (command %s): journal %s, replay %s"
        .formatted(kind, sequence, key, Hex.of(expected), Hex.of(actual));
  }
}
