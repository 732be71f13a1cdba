package org.plimsoll.service.store;

import org.jspecify.annotations.Nullable;

/// Records of a journal in sequence, one at a time.
///
/// Records committed while it is open may or may not be seen. One thread uses it, and closes it.
public interface RecordCursor extends AutoCloseable {
  /// The next record, null after the last.
  @Nullable JournalRecord next();

  @Override
  void close();
}
