package org.plimsoll.feeds.archive;

/// A file of an archive, by its path below the archive's address and below the target folder.
///
/// @param path relative, of letters, digits, `_`, `-`, `.` and `/`, without `..`
public record ArchiveFile(String path) {
  public ArchiveFile {
    if (!path.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+\\.zip")) {
      throw new IllegalArgumentException("'%s' is not a path of an archive".formatted(path));
    }
  }

  /// The name without its folders.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The path of the file that holds its SHA-256.
  String checksumPath() {
    return path + ".CHECKSUM";
  }
}
