package org.plimsoll.transparency;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// The few operations on files that the log's safety rests on; paths are relative, with slashes.
///
/// What was written is certain to outlive a crash only after {@link #sync} of the file, and a name
/// only after {@link #syncFolder} of its folder. A move replaces its target in one step.
public interface LogFiles extends LogSource {
  /// Creates a file, with its folders. One of that name is given up, not overwritten: another
  /// name may still lead to it.
  void write(String path, byte[] content) throws IOException;

  /// Adds to the end of a file that exists.
  void append(String path, byte[] content) throws IOException;

  /// Makes the content of a file outlive a crash.
  void sync(String path) throws IOException;

  /// Adds to the end of a file that exists, and makes that outlive a crash.
  default void appendDurably(String path, byte[] content) throws IOException {
    append(path, content);
    sync(path);
  }

  /// Makes the contents of files outlive a crash; an order among them is not promised.
  default void syncAll(Collection<String> paths) throws IOException {
    for (String path : paths) {
      sync(path);
    }
  }

  /// Renames a file, replacing the target; makes the target's folders.
  void move(String from, String to) throws IOException;

  /// Makes the names in a folder outlive a crash, and the folder's own.
  ///
  /// @param folder the empty text for the root
  void syncFolder(String folder) throws IOException;

  /// Removes a file, if it is there.
  void delete(String path) throws IOException;

  /// The names of the files in a folder, sorted; none if there is no such folder.
  List<String> list(String folder) throws IOException;

  /// Keeps other writers away until the lock is closed.
  ///
  /// @throws LogException with LOCKED when another holds it
  Lock lock(String path) throws IOException;

  /// What keeps other writers away.
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
