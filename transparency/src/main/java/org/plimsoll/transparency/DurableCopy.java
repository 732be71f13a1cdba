package org.plimsoll.transparency;

import java.io.IOException;

/// Keeps what an audit verified as a copy of the log that any HTTP server can publish.
///
/// Each file outlives a crash before the next is taken, and the checkpoint comes last; so a copy
/// that was stopped is never taken for a whole one.
public final class DurableCopy implements LogAudit.FileReader {
  private final DurableWriter writer;

  /// A copy in this folder.
  public DurableCopy(LogFiles files) {
    this.writer = new DurableWriter(files);
  }

  @Override
  public void read(String path, byte[] content) throws IOException {
    writer.replace(path, content);
  }
}
