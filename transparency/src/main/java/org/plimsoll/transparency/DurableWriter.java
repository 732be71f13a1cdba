package org.plimsoll.transparency;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Replaces whole files so that readers never see half of one, and, as far as it is asked to, so
/// that a crash leaves each either as it was or as it should be.
///
/// New content goes to a file of another name and is then moved.
final class DurableWriter {
  private static final String STAGING = ".state/tmp/";

  private final LogFiles files;

  DurableWriter(LogFiles files) {
    this.files = files;
  }

  /// Returns once the file outlives a crash.
  void replace(String path, byte[] content) throws IOException {
    replaceWhole(path, content);
    files.syncFolder(folderOf(path));
  }

  /// Replaces a file that can be made again: a crash may leave it torn or gone, unless {@link
  /// #settle} was called since.
  void publish(String path, byte[] content) throws IOException {
    String stage = STAGING + "0";
    files.write(stage, content);
    files.move(stage, path);
  }

  /// Replaces a file so that a crash leaves the old or the new content whole.
  void replaceWhole(String path, byte[] content) throws IOException {
    String stage = STAGING + "0";
    files.write(stage, content);
    files.sync(stage);
    files.move(stage, path);
  }

  /// Returns once the files, and their names, outlive a crash.
  void settle(Collection<String> paths) throws IOException {
    files.syncAll(paths);
    Set<String> folders = new TreeSet<>();
    paths.forEach(path -> folders.add(folderOf(path)));
    for (String folder : folders) {
      files.syncFolder(folder);
    }
  }

  static String folderOf(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }
}
