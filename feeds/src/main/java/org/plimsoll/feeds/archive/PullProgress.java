package org.plimsoll.feeds.archive;

/// Told how a download goes. Called from several threads, never two at once.
public interface PullProgress {
  /// A listener that does nothing.
  PullProgress SILENT = new PullProgress() {};

  /// The request names this many files.
  default void planned(int files) {}

  /// A file's transfer begins.
  ///
  /// @param already bytes kept from an earlier, interrupted attempt
  /// @param total bytes of the whole file, or empty while the server does not say
  default void started(ArchiveFile file, long already, java.util.OptionalLong total) {}

  /// Bytes of a file came in.
  default void received(ArchiveFile file, long bytes) {}

  /// An attempt failed and will be repeated after a pause.
  default void retrying(ArchiveFile file, int attempt, String reason) {}

  /// A file is done, one way or another.
  default void finished(PullResult result) {}
}
