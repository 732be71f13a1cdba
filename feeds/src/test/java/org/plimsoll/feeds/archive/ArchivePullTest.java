package org.plimsoll.feeds.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.archive.LoopbackArchive.Mood;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;

class ArchivePullTest {
  private static final ArchiveFile FILE =
      new ArchiveFile("data/spot/daily/klines/XUSDT/1h/XUSDT-1h-2024-01-01.zip");

  @TempDir Path folder;
  private LoopbackArchive archive;

  @BeforeEach
  void start() throws IOException {
    archive = new LoopbackArchive();
  }

  @AfterEach
  void stop() {
    archive.close();
  }

  private PullSettings settings(int attempts) {
    return settings(attempts, Duration.ofSeconds(30));
  }

  private PullSettings settings(int attempts, Duration stallTimeout) {
    return new PullSettings(
        archive.base(),
        2,
        attempts,
        Duration.ofMillis(1),
        Duration.ofSeconds(30),
        stallTimeout,
        1 << 24);
  }

  private PullResult pull(int attempts) throws InterruptedException {
    return new ArchivePull(settings(attempts))
        .pull(List.of(FILE), folder, PullProgress.SILENT)
        .results()
        .getFirst();
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(path -> String.valueOf(path.getFileName()))
          .sorted()
          .toList();
    }
  }

  /// One day of hourly rows, whose last digits do not compress so that halves are worth sending.
  private static byte[] day(LocalDate date) throws IOException {
    SplittableRandom random = new SplittableRandom(date.toEpochDay());
    StringBuilder rows = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      long open = (date.toEpochDay() * 24 + hour) * 3_600_000;
      rows.append(
          "%d,1.5,2.5,1.25,2,%d.5,%d,1,1,1,1,0\n"
              .formatted(open, random.nextInt(1_000_000), open + 3_599_999));
    }
    String name = "XUSDT-1h-" + date;
    return LoopbackArchive.zip(name + ".csv", rows.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] publishDay() throws IOException {
    return archive.publish(FILE, day(LocalDate.of(2024, 1, 1)));
  }

  @Test
  void whatIsPulledIsFoundAndReplayed() throws IOException, InterruptedException {
    PullRequest request =
        new PullRequest(
            PullRequest.Market.SPOT,
            new PullRequest.Klines(BarLength.HOUR),
            List.of("XUSDT"),
            LocalDate.of(2024, 1, 1),
            LocalDate.of(2024, 1, 3));
    for (ArchiveFile file : request.files()) {
      String date = file.name().substring("XUSDT-1h-".length(), file.name().length() - 4);
      archive.publish(file, day(LocalDate.parse(date)));
    }
    PullReport report = new ArchivePull(settings(1)).pull(request, folder, PullProgress.SILENT);
    assertTrue(report.isComplete());
    assertEquals(3, report.count(PullResult.Fetched.class));
    DataFolder found = DataFolder.at(folder);
    assertEquals(1, found.series().size());
    assertEquals(3, found.ignored().size());
    int events = 0;
    Instant last = Instant.EPOCH;
    try (var cursor = RecordedFeed.of(found.series().getFirst()).open(Window.ALL)) {
      for (Optional<MarketEvent> e = cursor.next(); e.isPresent(); e = cursor.next()) {
        events++;
        last = e.get().eventTime();
      }
    }
    assertEquals(72, events);
    assertEquals(Instant.parse("2024-01-04T00:00:00Z"), last);
  }

  @Test
  void aBrokenDownloadResumesWhereItBroke() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    archive.next(FILE.path(), Mood.BREAKS_IN_THE_MIDDLE);
    PullResult.Fetched fetched = assertInstanceOf(PullResult.Fetched.class, pull(3));
    int half = bytes.length / 2;
    assertEquals(half, fetched.resumedAt());
    assertTrue(archive.requests().contains("/" + FILE.path() + " bytes=" + half + "-"));
    assertArrayEquals(bytes, Files.readAllBytes(fetched.path()));
    assertEquals(
        List.of("XUSDT-1h-2024-01-01.zip", "XUSDT-1h-2024-01-01.zip.CHECKSUM"), filesInFolder());
  }

  @Test
  void aLaterRunResumesWhatAnEarlierOneLeft() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    archive.next(FILE.path(), Mood.BREAKS_IN_THE_MIDDLE);
    PullResult.Failed failed = assertInstanceOf(PullResult.Failed.class, pull(1));
    assertTrue(failed.reason().contains("it resumes"), failed.reason());
    assertEquals(List.of("XUSDT-1h-2024-01-01.zip.part"), filesInFolder());
    PullResult.Fetched fetched = assertInstanceOf(PullResult.Fetched.class, pull(1));
    assertEquals(bytes.length / 2, fetched.resumedAt());
  }

  @Test
  void aStalledServerIsGivenUpAndResumed() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    archive.next(FILE.path(), Mood.STALLS_IN_THE_MIDDLE);
    List<String> reasons = new ArrayList<>();
    PullProgress progress =
        new PullProgress() {
          @Override
          public void retrying(ArchiveFile file, int attempt, String reason) {
            reasons.add(reason);
          }
        };
    PullReport report =
        new ArchivePull(settings(3, Duration.ofMillis(1_500)))
            .pull(List.of(FILE), folder, progress);
    PullResult.Fetched fetched =
        assertInstanceOf(PullResult.Fetched.class, report.results().getFirst());
    assertEquals(bytes.length / 2, fetched.resumedAt());
    assertEquals("no byte came for 1500 ms", reasons.getFirst());
  }

  @Test
  void aServerThatIgnoresTheRangeStartsTheFileAnew() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    archive.next(FILE.path(), Mood.BREAKS_IN_THE_MIDDLE, Mood.IGNORES_RANGE);
    PullResult.Fetched fetched = assertInstanceOf(PullResult.Fetched.class, pull(3));
    assertEquals(0, fetched.resumedAt());
    assertArrayEquals(bytes, Files.readAllBytes(fetched.path()));
  }

  @Test
  void aCorruptFileIsRefusedAndNothingKept() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    archive.next(FILE.path(), Mood.FLIPS_A_BYTE);
    PullResult.Refused refused = assertInstanceOf(PullResult.Refused.class, pull(3));
    assertTrue(refused.reason().contains(LoopbackArchive.sha256(bytes)), refused.reason());
    assertEquals(List.of(), filesInFolder());
  }

  @Test
  void aPartOfAnotherFileIsThrownAwayAndFetchedAnew() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    Path part = folder.resolve(FILE.path() + ".part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[bytes.length / 3]);
    PullResult.Fetched fetched = assertInstanceOf(PullResult.Fetched.class, pull(2));
    assertEquals(0, fetched.resumedAt());
    assertArrayEquals(bytes, Files.readAllBytes(fetched.path()));
  }

  @Test
  void aPartThatIsWholeOrTooLongIsSettledByItsChecksum() throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    Path part = folder.resolve(FILE.path() + ".part");
    Files.createDirectories(part.getParent());
    Files.write(part, bytes);
    assertInstanceOf(PullResult.Fetched.class, pull(1));
    Files.delete(folder.resolve(FILE.path()));
    Files.write(part, new byte[bytes.length + 10]);
    assertInstanceOf(PullResult.Fetched.class, pull(2));
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(FILE.path())));
  }

  @Test
  void aFileInPlaceIsNotFetchedAgainUnlessItsBytesChanged()
      throws IOException, InterruptedException {
    byte[] bytes = publishDay();
    pull(1);
    archive.requests().clear();
    assertInstanceOf(PullResult.AlreadyHere.class, pull(1));
    assertEquals(List.of("/" + FILE.checksumPath()), archive.requests());
    Files.write(folder.resolve(FILE.path()), new byte[] {1, 2, 3});
    assertInstanceOf(PullResult.Fetched.class, pull(1));
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(FILE.path())));
  }

  @Test
  void aDayThatIsNotPublishedIsReported() throws InterruptedException {
    assertInstanceOf(PullResult.NotPublished.class, pull(1));
  }

  @Test
  void aServerErrorIsTriedAgainAndARefusalIsNot() throws IOException, InterruptedException {
    publishDay();
    archive.next(FILE.checksumPath(), Mood.SERVER_ERROR);
    archive.next(FILE.path(), Mood.SERVER_ERROR, Mood.SERVER_ERROR);
    assertInstanceOf(PullResult.Fetched.class, pull(4));
    Files.delete(folder.resolve(FILE.path()));
    archive.next(FILE.path(), Mood.SERVER_ERROR, Mood.SERVER_ERROR);
    PullResult.Failed failed = assertInstanceOf(PullResult.Failed.class, pull(2));
    assertTrue(failed.reason().contains("status 500 after 2 attempts"), failed.reason());
    archive.next(FILE.path(), Mood.FORBIDDEN);
    failed = assertInstanceOf(PullResult.Failed.class, pull(9));
    assertTrue(failed.reason().contains("status 403"), failed.reason());
  }

  @Test
  void aChecksumOfAnotherFileIsNoChecksum() throws IOException, InterruptedException {
    publishDay();
    archive.publishText(FILE.checksumPath(), "0".repeat(64) + "  YUSDT-1h-2024-01-01.zip\n");
    PullResult.Failed failed = assertInstanceOf(PullResult.Failed.class, pull(3));
    assertTrue(failed.reason().contains("is not a SHA-256 of XUSDT"), failed.reason());
  }

  @Test
  void aZipThatNamesAnotherPlaceIsRefused() throws IOException, InterruptedException {
    archive.publish(FILE, LoopbackArchive.zip("../../evil.csv", new byte[] {'1'}));
    PullResult.Refused refused = assertInstanceOf(PullResult.Refused.class, pull(1));
    assertTrue(refused.reason().contains("entry '../../evil.csv'"), refused.reason());
    assertEquals(List.of(), filesInFolder());
  }

  @Test
  void aZipThatUnpacksWithoutMeasureIsRefused() throws IOException, InterruptedException {
    archive.publish(FILE, LoopbackArchive.zip("XUSDT-1h-2024-01-01.csv", new byte[50_000_000]));
    PullResult.Refused refused = assertInstanceOf(PullResult.Refused.class, pull(1));
    assertTrue(refused.reason().contains("unpacks to more than"), refused.reason());
  }

  @Test
  void aFileAboveTheLimitIsNotFetched() throws IOException, InterruptedException {
    archive.publish(FILE, new byte[(1 << 24) + 1]);
    PullResult.Failed failed = assertInstanceOf(PullResult.Failed.class, pull(5));
    assertTrue(failed.reason().contains("larger than 16777216 bytes"), failed.reason());
  }

  @Test
  void noMoreThanTheSetNumberOfFilesComeAtOnce() throws IOException, InterruptedException {
    List<ArchiveFile> files = new ArrayList<>();
    for (int day = 1; day <= 28; day++) {
      LocalDate date = LocalDate.of(2024, 2, day);
      ArchiveFile file =
          new ArchiveFile("data/spot/daily/klines/XUSDT/1h/XUSDT-1h-" + date + ".zip");
      archive.publish(file, day(date));
      files.add(file);
    }
    PullReport report = new ArchivePull(settings(1)).pull(files, folder, PullProgress.SILENT);
    assertEquals(28, report.count(PullResult.Fetched.class));
    assertTrue(archive.mostAtOnce() <= 2, archive.mostAtOnce() + " at once");
    assertEquals(files, report.results().stream().map(PullResult::file).toList());
  }

  @Test
  void wholeMonthsComeAsOneFileAndTheRestByDay() {
    PullRequest request =
        new PullRequest(
            PullRequest.Market.FUTURES_USD,
            new PullRequest.MarkKlines(BarLength.HOUR),
            List.of("BTCUSDT"),
            LocalDate.of(2023, 12, 30),
            LocalDate.of(2024, 3, 1));
    assertEquals(
        List.of(
            "data/futures/um/daily/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2023-12-30.zip",
            "data/futures/um/daily/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2023-12-31.zip",
            "data/futures/um/monthly/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2024-01.zip",
            "data/futures/um/monthly/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2024-02.zip",
            "data/futures/um/daily/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2024-03-01.zip"),
        request.files().stream().map(ArchiveFile::path).toList());
  }

  @Test
  void aRequestThatCannotBeMeantIsRefused() {
    LocalDate day = LocalDate.of(2024, 1, 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PullRequest(
                PullRequest.Market.SPOT, new PullRequest.Funding(), List.of("X"), day, day));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PullRequest(
                PullRequest.Market.SPOT, new PullRequest.Trades(), List.of("../X"), day, day));
    assertThrows(IllegalArgumentException.class, () -> new ArchiveFile("data/../x.zip"));
    assertFalse(new PullReport(List.of(new PullResult.Failed(FILE, "reason"))).isComplete());
  }
}
