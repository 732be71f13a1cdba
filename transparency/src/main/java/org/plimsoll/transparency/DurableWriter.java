package org.plimsoll.transparency;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Replaces whole files so that a crash leaves each either as it was or as it should be.
///
/// New content goes to a file of another name, is synced, and is then moved; readers never see
/// half a file, and nothing half-written lies where it could be published.
final class DurableWriter {
  private static final String STAGING = ".state/tmp/";

  private final LogFiles files;

  DurableWriter(LogFiles files) {
    this.files = files;
  }

  /// Returns once the file outlives a crash.
  void replace(String path, byte[] content) throws IOException {
    replaceAll(Map.of(path, content));
  }

  /// Returns once all files outlive a crash; after a crash before that, any of them may be new.
  void replaceAll(Map<String, byte[]> contents) throws IOException {
    Map<String, String> staged = new LinkedHashMap<>();
    for (var file : contents.entrySet()) {
      String stage = STAGING + staged.size();
      files.write(stage, file.getValue());
      files.sync(stage);
      staged.put(stage, file.getKey());
    }
    Set<String> folders = new TreeSet<>();
    for (var file : staged.entrySet()) {
      files.move(file.getKey(), file.getValue());
      folders.add(folderOf(file.getValue()));
    }
    for (String folder : folders) {
      files.syncFolder(folder);
    }
  }

  static String folderOf(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }
}
