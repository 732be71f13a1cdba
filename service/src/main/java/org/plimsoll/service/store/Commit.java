package org.plimsoll.service.store;

import java.util.List;

/// What one durable transaction adds: records in sequence, state marks within them and the
/// positions their sources have reached.
///
/// The lists are shared, not copied: nobody changes them after the commit.
public record Commit(
    List<JournalRecord> records, List<StateMark> marks, List<SourcePosition> positions) {
  /// A commit of records alone.
  public static Commit of(List<JournalRecord> records) {
    return new Commit(records, List.of(), List.of());
  }
}
