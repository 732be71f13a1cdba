package org.plimsoll.service.store;

import java.util.Objects;

/// How far a source of commands has been consumed: the offset of the last one taken from it.
///
/// The offset's meaning is the source's own (a line, a byte, a message number); it never falls.
public record SourcePosition(String source, long offset) {
  /// Refuses an empty source and a negative offset.
  public SourcePosition {
    Objects.requireNonNull(source);
    if (source.isEmpty() || offset < 0) {
      throw new IllegalArgumentException("not a position: '" + source + "' at " + offset);
    }
  }
}
