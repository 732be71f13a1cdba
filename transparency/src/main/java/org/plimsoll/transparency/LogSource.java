package org.plimsoll.transparency;

import java.io.IOException;
import java.util.Optional;

/// Where a published log is read from: a folder, a server, or anything else that maps paths such
/// as `checkpoint` and `tile/0/000` to bytes.
@FunctionalInterface
public interface LogSource {
  /// The bytes at a path below the log's prefix, or nothing if there is nothing.
  ///
  /// @throws IOException when it cannot be told whether there is something
  Optional<byte[]> read(String path) throws IOException;
}
