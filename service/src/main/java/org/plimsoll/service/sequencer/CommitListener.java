package org.plimsoll.service.sequencer;

import java.util.List;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.StateMark;

/// Hears of every commit, in sequence, after it is durable and before it is acknowledged.
///
/// Called by the sequencer's thread, so that the state machine may be read: its state is the one
/// after the last of the records. It must be quick and must not keep the machine.
public interface CommitListener {
  /// Takes the records of one commit, never empty.
  void committed(List<JournalRecord> records);

  /// Takes a state mark within the records that [#committed] takes next.
  default void marked(StateMark mark) {}

  /// Says that no command has come for a while since the last commit: what was put off can be done.
  default void idle() {}
}
