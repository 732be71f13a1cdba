package org.plimsoll.rulepacks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the files of a library of rule packs are read from.
interface PackFiles {
  /// The bytes of the file `name`, at most one more than `limit`, or nothing when there is none.
  Optional<byte[]> read(String name, int limit) throws IOException;

  /// The packs on the class path.
  static PackFiles resources() {
    return (name, limit) -> {
      try (InputStream in = PackFiles.class.getResourceAsStream("/packs/" + name)) {
        return in == null ? Optional.empty() : Optional.of(in.readNBytes(limit + 1));
      }
    };
  }

  /// The packs in `folder`.
  static PackFiles folder(Path folder) {
    return (name, limit) -> {
      try (InputStream in = Files.newInputStream(folder.resolve(name))) {
        return Optional.of(in.readNBytes(limit + 1));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    };
  }
}
