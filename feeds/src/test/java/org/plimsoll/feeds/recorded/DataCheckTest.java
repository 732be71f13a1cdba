package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.SharedData;
import org.plimsoll.feeds.TextBytes;

class DataCheckTest {
  private static final String HEADER = "timestamp_utc_iso8601,symbol,open,high,low,close,volume\n";

  private static FileReport check(String rows) {
    SeriesId id = new SeriesId("venue", "spot", new Content.Candles(BarLength.HOUR), "XUSDT");
    return DataCheck.check(
        new DataFile(new TextBytes("x.csv", HEADER + rows), FileFormat.CANONICAL_CANDLES, id, ""));
  }

  @Test
  void everyKindOfDefectIsCounted() {
    FileReport report =
        check(
            """
            2024-01-01T00:00:00Z,XUSDT,1,2,1,2,5
            2024-01-01T01:00:00Z,XUSDT,1,1,1,1,0
            2024-01-01T01:00:00Z,XUSDT,1,2,1,2,5
            2024-01-01T04:00:00Z,XUSDT,1,2,1.5,2,5
            2024-01-01T03:00:00Z,XUSDT,1,2,1,2,5
            2024-01-01T05:30:00Z,XUSDT,1,2,1,2,5
            2024-01-01T07:00:00Z,XUSDT,x,2,1,2,5
            2024-01-01T10:00:00Z,XUSDT,1,2,1,2,5
            """);
    assertEquals(new FileReport.Counts(7, 1, 3, 7, 1, 1, 1, 1, 1, 0), report.counts());
    assertEquals(
        List.of(
            new FileReport.Gap(
                Instant.parse("2024-01-01T01:00:00Z"), Instant.parse("2024-01-01T04:00:00Z"), 2),
            new FileReport.Gap(
                Instant.parse("2024-01-01T04:00:00Z"), Instant.parse("2024-01-01T05:30:00Z"), 1),
            new FileReport.Gap(
                Instant.parse("2024-01-01T05:30:00Z"), Instant.parse("2024-01-01T10:00:00Z"), 4)),
        report.gaps());
    assertEquals("open", report.faults().getFirst().column());
    assertFalse(report.isUsable());
  }

  @Test
  void aMisprintIsAnOutlierAndACrashThatLastsIsNoWick() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      Instant time = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3_600L * i);
      double level = i < 300 ? 100 : 50;
      double high = level * (1.004 + 0.0001 * (i % 37));
      double low = i == 100 ? 0.01 : i == 300 ? 49 : level * (0.996 - 0.0001 * (i % 23));
      double open = i == 300 ? 100 : level;
      rows.append(
          "%s,XUSDT,%s,%s,%s,%s,5\n"
              .formatted(time, plain(open), plain(Math.max(high, open)), plain(low), level));
    }
    FileReport report = check(rows.toString());
    assertEquals(
        List.of("2024-01-05T04:00:00Z RANGE", "2024-01-05T04:00:00Z WICK"),
        report.outliers().stream()
            .filter(o -> o.time().isBefore(Instant.parse("2024-01-13T00:00:00Z")))
            .map(o -> o.time() + " " + o.kind())
            .toList());
    assertEquals(
        List.of("2024-01-13T12:00:00Z RANGE"),
        report.outliers().stream()
            .filter(o -> o.time().isAfter(Instant.parse("2024-01-13T00:00:00Z")))
            .map(o -> o.time() + " " + o.kind())
            .toList());
    assertTrue(report.isUsable());
  }

  private static String plain(double value) {
    return new java.math.BigDecimal(value)
        .setScale(6, java.math.RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  @Test
  void aTornFileIsReportedWithWhatWasReadBefore() {
    SeriesId id = new SeriesId("venue", "spot", new Content.Candles(BarLength.HOUR), "XUSDT");
    ByteSource torn =
        new ByteSource() {
          @Override
          public String name() {
            return "torn.csv.gz";
          }

          @Override
          public java.io.InputStream open() throws IOException {
            var bytes = new java.io.ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
              gzip.write(
                  (HEADER + "2024-01-01T00:00:00Z,XUSDT,1,2,1,2,5\n".repeat(1))
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            byte[] whole = bytes.toByteArray();
            return new java.util.zip.GZIPInputStream(
                new java.io.ByteArrayInputStream(whole, 0, whole.length - 6));
          }
        };
    FileReport report = DataCheck.check(new DataFile(torn, FileFormat.CANONICAL_CANDLES, id, ""));
    assertTrue(report.unreadable().contains("torn.csv.gz cannot be read after line"));
    assertFalse(report.isUsable());
  }

  @Test
  void aHoleInFundingIsFoundFromTheUsualInterval() {
    SeriesId id = new SeriesId("venue", "perp", new Content.Funding(), "XUSDT-PERP");
    String rows =
        """
        timestamp_utc_iso8601,symbol,funding_rate
        2024-01-01T00:00:00Z,XUSDT-PERP,0.0001
        2024-01-01T08:00:00.004Z,XUSDT-PERP,0.0001
        2024-01-01T16:00:00Z,XUSDT-PERP,0.0001
        2024-01-03T00:00:00Z,XUSDT-PERP,-1e-05
        """;
    FileReport report =
        DataCheck.check(
            new DataFile(new TextBytes("f.csv", rows), FileFormat.CANONICAL_FUNDING, id, ""));
    assertEquals(3, report.counts().missing());
    assertEquals(1, report.counts().gaps());
  }

  /// The table beside the recordings was made by another program from the original files.
  @Test
  void everyFileAgreesWithTheTableOfItsProvenance() throws IOException {
    Path data = SharedData.folder();
    Pattern row =
        Pattern.compile(
            "\\| (\\S+\\.csv\\.gz) \\| (\\d+) \\| (\\S+) \\| (\\S+) \\| (\\d+) = \\S+ % \\((\\d+)\\) \\|"
                + " (none|(\\S+) \\.\\. (\\S+) \\((\\d+)\\)) \\| (\\d+) \\|.*");
    TreeMap<String, String> expected = new TreeMap<>();
    for (String line : Files.readAllLines(data.resolve("PROVENANCE.md"))) {
      Matcher m = row.matcher(line);
      if (m.matches()) {
        String gap =
            m.group(8) == null ? "none" : m.group(8) + " " + m.group(9) + " " + m.group(10);
        expected.put(
            m.group(1),
            String.join(
                " ", m.group(2), m.group(3), m.group(4), m.group(5), m.group(6), gap, m.group(11)));
      }
    }
    assertEquals(26, expected.size());
    TreeMap<String, String> found = new TreeMap<>();
    for (RecordedSeries series : DataFolder.at(data.resolve("canonical")).series()) {
      for (DataFile file : series.files()) {
        FileReport report = DataCheck.check(file);
        assertTrue(report.isUsable(), report::toString);
        found.put(file.name(), summary(report));
      }
    }
    assertEquals(expected, found);
  }

  private static String summary(FileReport report) {
    FileReport.Counts counts = report.counts();
    FileReport.Span span = report.span().getFirst();
    String gap =
        report
            .largestGap()
            .map(g -> g.before() + " " + g.after() + " " + g.missing())
            .orElse("none");
    return String.join(
        " ",
        counts.rows() + "",
        span.first().toString(),
        span.last().toString(),
        counts.missing() + "",
        counts.gaps() + "",
        gap,
        counts.flat() + "");
  }

  @Test
  void theLowOfLinkOfMarch2020IsTheWorstOutlierOfItsFile() throws IOException {
    DataFolder folder = DataFolder.at(SharedData.folder().resolve("canonical"));
    RecordedSeries link =
        folder.series(id -> id.name().equals("binance/spot/1h/LINKUSDT")).getFirst();
    List<FileReport.Outlier> outliers =
        new ArrayList<>(DataCheck.check(link.files().getFirst()).outliers());
    outliers.sort((a, b) -> Double.compare(b.score(), a.score()));
    FileReport.Outlier worst = outliers.getFirst();
    assertEquals(Instant.parse("2020-03-12T10:00:00Z"), worst.time());
    assertEquals(FileReport.Kind.WICK, worst.kind());
    assertTrue(worst.values().contains("low 1.0E-4"), worst.values());
    assertTrue(
        outliers.stream()
            .anyMatch(
                o ->
                    o.time().equals(Instant.parse("2025-10-10T21:00:00Z"))
                        && o.kind() == FileReport.Kind.WICK));
  }
}
