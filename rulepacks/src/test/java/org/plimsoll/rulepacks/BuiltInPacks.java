package org.plimsoll.rulepacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of the built-in packs, for tests.
final class BuiltInPacks {
  static final Path FOLDER =
      Path.of(System.getProperty("plimsoll.root"), "rulepacks/src/main/resources/packs");

  private BuiltInPacks() {}

  static List<String> files() {
    try {
      return Files.readAllLines(FOLDER.resolve("index")).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String file) {
    return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
  }
}
