package org.plimsoll.service.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A journal that can be read: by the process that writes it or by any other.
///
/// What a reader returns is durable, and not yet checked: whoever trusts it checks the hash chain
/// ([HashChain#check]). Methods throw [StoreException]; any thread may call them.
public interface LogReader extends AutoCloseable {
  /// The sequence of the last record, zero when there is none.
  long head();

  /// The records from a sequence on.
  RecordCursor read(long fromSequence);

  /// At most `limit` state marks in order from a sequence on.
  List<StateMark> marks(long fromSequence, int limit);

  /// How far a source has been consumed, empty before its first position.
  OptionalLong position(String source);

  /// The latest snapshot whose bytes are intact, passing over damaged ones.
  Optional<Snapshot> latestSnapshot();

  @Override
  void close();
}
