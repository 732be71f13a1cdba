package org.plimsoll.service.sequencer;

import org.jspecify.annotations.Nullable;
import org.plimsoll.service.store.JournalRecord;

/// A command that is finished when its turn has come, for whoever cannot know earlier when that is.
///
/// So a command from outside is dated by the one thread that applies it, and never before the one
/// ahead of it in the queue.
public interface LateCommand {
  /// The most bytes that it can have, for the queue's limit.
  int mostBytes();

  /// The command's bytes. Called once, by the sequencer's thread, while the state machine may be
  /// read.
  ///
  /// @param original what was submitted before under the same key, or nothing: a command that says
  ///     the same must then give the same bytes
  /// @throws IllegalArgumentException when there is no such command at this time: it is refused,
  ///     and nothing is journaled
  byte[] bytes(@Nullable JournalRecord original);
}
