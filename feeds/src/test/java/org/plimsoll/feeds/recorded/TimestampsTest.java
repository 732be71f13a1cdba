package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static long parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Timestamps.parse(bytes, 0, bytes.length);
  }

  /// The slow twin is `Instant.parse`.
  @Test
  void everyInstantReadsAsJavaTimeDoes() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50_000; i++) {
      long micros = random.nextLong(Timestamps.EARLIEST, Timestamps.LATEST);
      micros -= random.nextInt(3) == 0 ? 0 : micros % (random.nextBoolean() ? 1_000_000 : 1_000);
      String text = Timestamps.instant(micros).toString();
      assertEquals(micros, parse(text), () -> "seed " + seed + ", text " + text);
    }
  }

  /// One changed byte either still is an instant to both readers, or to neither.
  @Test
  void whatJavaTimeRefusesIsRefused() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = "2024-02-29T23:59:58Z".getBytes(StandardCharsets.US_ASCII);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
      bytes[random.nextInt(bytes.length)] = (byte) "0123456789".charAt(random.nextInt(10));
      String text = new String(bytes, StandardCharsets.US_ASCII);
      assertEquals(expected(text), parse(text), () -> "seed " + seed + ", text " + text);
    }
  }

  private static long expected(String text) {
    // Two freedoms of java.time are not ours: lower case, and hour 24 or second 60.
    if (!text.matches("\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):\\d\\d:[0-5]\\dZ")) {
      return Timestamps.UNREADABLE;
    }
    try {
      return Timestamps.micros(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Timestamps.UNREADABLE;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1704067200, 2024-01-01T00:00:00Z",
    "1704067200000, 2024-01-01T00:00:00Z",
    "1735689600000000, 2025-01-01T00:00:00Z",
    "1735689600000001, 2025-01-01T00:00:00.000001Z",
    "2024-01-01T00:00:00.5Z, 2024-01-01T00:00:00.500Z"
  })
  void aCountIsToldApartByItsSize(String text, String expected) {
    assertEquals(Timestamps.micros(Instant.parse(expected)), parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "12a",
        "2024-01-01",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00:00+01:00",
        "2024-01-01 00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00.1234567Z",
        "173568960000000000"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertEquals(Timestamps.UNREADABLE, parse(text));
  }
}
