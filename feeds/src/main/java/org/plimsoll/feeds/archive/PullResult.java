package org.plimsoll.feeds.archive;

import java.nio.file.Path;

/// What became of one file of a request.
public sealed interface PullResult {
  /// The file.
  ArchiveFile file();

  /// Downloaded, verified against the published SHA-256 and put in place.
  ///
  /// @param bytes the size of the file
  /// @param resumedAt bytes that earlier attempts had brought, 0 for none
  record Fetched(ArchiveFile file, Path path, long bytes, long resumedAt, String sha256)
      implements PullResult {}

  /// Already in place, and its bytes still match the published SHA-256.
  record AlreadyHere(ArchiveFile file, Path path, String sha256) implements PullResult {}

  /// The archive has no such file (404): the day is not published yet, or the market not listed.
  record NotPublished(ArchiveFile file) implements PullResult {}

  /// Downloaded, but not what was published; nothing was kept.
  record Refused(ArchiveFile file, String reason) implements PullResult {}

  /// Could not be downloaded; what came so far is kept for the next time.
  record Failed(ArchiveFile file, String reason) implements PullResult {}
}
