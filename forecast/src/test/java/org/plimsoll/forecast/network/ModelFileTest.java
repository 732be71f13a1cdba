package org.plimsoll.forecast.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aModelComesBackAsItWasWritten(Architecture architecture) throws IOException {
    NetworkModel model = Made.model(architecture, 7, "2025-01-01T00:00:00Z");
    NetworkModel read = ModelFile.decode(ModelFile.encode(model));
    assertEquals(model.shape(), read.shape());
    assertEquals(model.origin(), read.origin());
    assertEquals(model.metrics(), read.metrics());
    assertArrayEquals(model.ranges().low(), read.ranges().low());
    assertArrayEquals(model.ranges().high(), read.ranges().high());
    assertArrayEquals(model.weights(), read.weights());
  }

  @Test
  void theFileIsNamedAfterTheHashOfItsBytes(@TempDir Path folder) throws Exception {
    Path file = ModelFile.write(folder, Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertEquals(HexFormat.of().formatHex(digest) + ".plnet", file.getFileName().toString());
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("plimsoll-network: 1\nfeatures: "), text.substring(0, 40));
    assertTrue(text.contains("\nseed: 1\n") && text.contains("\ndata: 00\n"), "the header says it");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aChangedByteIsNoticed(@TempDir Path folder) throws IOException {
    Path file = ModelFile.write(folder, Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] ^= 1;
    Files.write(file, bytes);
    assertSays(
        "it was changed", assertThrows(ModelFormatException.class, () -> ModelFile.read(file)));
  }

  @Test
  void aModelOfOtherFeaturesIsRefused() {
    byte[] bytes = ModelFile.encode(Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z"));
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("features: ") + 10;
    bytes[at] = (byte) (bytes[at] == '0' ? '1' : '0');
    assertSays(
        "other features", assertThrows(ModelFormatException.class, () -> ModelFile.decode(bytes)));
  }

  @Test
  void damagedBytesAreRefusedAndNothingElseHappens() {
    byte[] whole = ModelFile.encode(Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z"));
    long seed = 44;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = whole.clone();
      if (random.nextInt(3) == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(1_200)] = (byte) random.nextInt(256);
      }
      try {
        NetworkModel read = ModelFile.decode(bytes);
        assertArrayEquals(bytes, ModelFile.encode(read), "seed " + seed + ", case " + i);
      } catch (ModelFormatException e) {
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void theNewestModelsAllowedAtAnOriginAreTaken() {
    ModelFolder folder =
        ModelFolder.of(
            List.of(
                Made.model(Architecture.LSTM, 2, "2025-01-01T00:00:00Z"),
                Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z"),
                Made.model(Architecture.LSTM, 3, "2025-07-01T00:00:00Z")));
    assertTrue(folder.at(Instant.parse("2024-12-31T00:00:00Z")).isEmpty());
    assertEquals(List.of(1L, 2L), seeds(folder, "2025-01-01T00:00:00Z"));
    assertEquals(List.of(1L, 2L), seeds(folder, "2025-06-30T00:00:00Z"));
    assertEquals(List.of(3L), seeds(folder, "2025-07-01T00:00:00Z"));
  }

  private static List<Long> seeds(ModelFolder folder, String origin) {
    return folder.at(Instant.parse(origin)).orElseThrow().models().stream()
        .map(model -> model.origin().seed())
        .toList();
  }

  @Test
  void anEmptyFolderSaysHowToFillIt(@TempDir Path folder) {
    assertSays(
        "plimsoll forecast train",
        assertThrows(
            ModelFormatException.class, () -> ModelFolder.read(folder, Architecture.LSTM)));
  }

  private static void assertSays(String part, Exception e) {
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(part), message);
  }
}
