package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.Window;

class HostileFileTest {
  private static final SeriesId HOURS =
      new SeriesId("venue", "spot", new Content.Candles(BarLength.HOUR), "XUSDT");
  private static final SeriesId TRADES =
      new SeriesId("venue", "spot", new Content.Trades(), "XUSDT");
  private static final SeriesId FUNDING =
      new SeriesId("venue", "perp", new Content.Funding(), "XUSDT");

  @TempDir Path folder;

  private static final class Bytes implements ByteSource {
    private final String name;
    private final byte[] bytes;

    Bytes(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static SeriesId seriesOf(FileFormat format) {
    return switch (format) {
      case CANONICAL_CANDLES, ARCHIVE_KLINES -> HOURS;
      case CANONICAL_TRADES, BITSTAMP_TRADES, ARCHIVE_TRADES, ARCHIVE_AGGREGATE_TRADES -> TRADES;
      case CANONICAL_FUNDING, ARCHIVE_FUNDING -> FUNDING;
    };
  }

  private static String rowOf(FileFormat format) {
    return switch (format) {
      case CANONICAL_CANDLES -> "2024-01-01T00:00:00Z,XUSDT,1.5,2.5,1.25,2,5e-3";
      case ARCHIVE_KLINES -> "1704067200000,1,2.5,1,2,7,1704070799999,14,3,4,8,0";
      case CANONICAL_TRADES -> "2024-01-01T00:00:00Z,XUSDT,1.5,2.5";
      case BITSTAMP_TRADES -> "1385337600,800.010000000000,0.100000000000";
      case ARCHIVE_TRADES -> "7,42283.58,0.02,845.6716,1704067200012,True,True";
      case ARCHIVE_AGGREGATE_TRADES -> "7,42283.58,0.02,1,2,1704067200012,True,True";
      case CANONICAL_FUNDING -> "2024-01-01T00:00:00Z,XUSDT,3.75e-05";
      case ARCHIVE_FUNDING -> "1704067200000,8,0.0001";
    };
  }

  /// Every row that is damaged gives an event or a fault, and every reading ends. Nothing else may
  /// leave the reader than events, counted faults and its own exception.
  @Test
  void damagedBytesGiveEventsOrFaultsAndNothingElse() throws IOException {
    long seed = 99;
    SplittableRandom random = new SplittableRandom(seed);
    for (FileFormat format : FileFormat.values()) {
      byte[] clean =
          (format.header() + "\n" + (rowOf(format) + "\n").repeat(8))
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1_000; i++) {
        byte[] bytes = clean.clone();
        for (int hits = random.nextInt(1, 6); hits > 0; hits--) {
          int at = random.nextInt(format.header().length() + 1, bytes.length);
          bytes[at] =
              (byte)
                  (random.nextBoolean()
                      ? random.nextInt(256)
                      : ",\n-.e9".charAt(random.nextInt(6)));
        }
        readAll(format, bytes, "seed " + seed + ", round " + i + ", " + format);
      }
    }
  }

  private static void readAll(FileFormat format, byte[] bytes, String round) throws IOException {
    RecordedSeries series =
        RecordedSeries.of(new Bytes("hostile", bytes), format, seriesOf(format));
    try (EventCursor cursor = RecordedFeed.of(series, 1_000).open(Window.ALL)) {
      int events = 0;
      while (cursor.next().isPresent()) {
        events++;
      }
      int lines = 0;
      for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        lines += line.isEmpty() || line.equals("\r") ? 0 : 1;
      }
      assertEquals(lines - 1, events + cursor.faultCount(), round);
      DataCheck.check(series.files().getFirst());
    }
  }

  @Test
  void randomBytesAreRefusedWithTheirPlace() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(1, 2_000)];
      random.nextBytes(bytes);
      bytes[0] = 'x';
      for (FileFormat format : FileFormat.values()) {
        RecordedSeries series =
            RecordedSeries.of(new Bytes("noise", bytes), format, seriesOf(format));
        FeedException e =
            assertThrows(
                FeedException.class,
                () -> {
                  try (EventCursor cursor = RecordedFeed.of(series).open(Window.ALL)) {
                    cursor.next();
                  }
                });
        assertTrue(String.valueOf(e.getMessage()).startsWith("noise line 1 is '"));
        assertTrue(String.valueOf(e.getMessage()).matches("[ -~…]*"), e.getMessage());
      }
    }
  }

  @Test
  void aSmallGzipThatUnpacksWithoutMeasureIsRefused() throws IOException {
    Path bomb = folder.resolve("venue_spot_1h_XUSDT.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] lines = new byte[1 << 20];
      java.util.Arrays.fill(lines, (byte) '\n');
      for (int i = 0; i < 64; i++) {
        out.write(lines);
      }
    }
    RecordedSeries series = DataFolder.at(folder).series().getFirst();
    FeedException e =
        assertThrows(
            FeedException.class,
            () -> {
              try (EventCursor cursor = RecordedFeed.of(series).open(Window.ALL)) {
                cursor.next();
              }
            });
    assertTrue(String.valueOf(e.getMessage()).contains("unpacks to more than"), e.getMessage());
  }

  @Test
  void aFileThatIsNoGzipIsNamed() throws IOException {
    Files.writeString(folder.resolve("venue_spot_1h_XUSDT.csv.gz"), "plain");
    RecordedSeries series = DataFolder.at(folder).series().getFirst();
    FeedException e =
        assertThrows(
            FeedException.class,
            () -> {
              try (EventCursor cursor = RecordedFeed.of(series).open(Window.ALL)) {
                cursor.next();
              }
            });
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("venue_spot_1h_XUSDT.csv.gz is not a gzip"),
        e.getMessage());
  }
}
