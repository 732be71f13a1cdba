package org.plimsoll.feeds;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A position in the events of a feed. For one thread only.
public interface EventCursor extends Closeable {
  /// The next event, or empty at the end of the window or of the recording.
  Optional<MarketEvent> next() throws IOException;

  /// How many rows or messages could not be used so far.
  long faultCount();

  /// The first hundred of them, in the order met.
  List<RowFault> faults();
}
