package org.plimsoll.service.store;

import java.util.Optional;

/// A journal with its one writer.
///
/// One thread calls [#append] and [#find]; any thread may read or save a snapshot. After an append
/// has failed the store refuses every further one: what is on the disk is then known only after a
/// new start.
public interface LogStore extends LogReader {
  /// Adds the commit in one transaction and returns once it is durable.
  ///
  /// The records continue the journal: the first has the sequence after [#head].
  void append(Commit commit);

  /// The record with an idempotency key, checked against the hash chain; empty when the key is new.
  Optional<JournalRecord> find(String key);

  /// Keeps a snapshot durably and drops those older than the one before it.
  void saveSnapshot(Snapshot snapshot);
}
