package org.plimsoll.conformance.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The folder of independent numbers, read in place; tests are skipped where it is absent.
final class Vectors {
  private static final Path FOLDER =
      Path.of(System.getProperty("plimsoll.root"), "..", "shared", "vectors");

  private Vectors() {}

  static JsonNode json(String name) throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(text(name));
  }

  static String text(String name) throws IOException {
    return Files.readString(folder(name));
  }

  /// A file or folder of vectors.
  static Path folder(String name) {
    Path file = FOLDER.resolve(name);
    boolean present = Files.exists(file);
    if (!present) {
      System.out.println("Skipped: " + file.normalize() + " is not there");
    }
    Assumptions.assumeTrue(present, file + " is not there");
    return file;
  }
}
