package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.cli.ExitCode;

/// `data pull` from an archive of the public one's layout, and `data check` on what it brought.
class DataPullTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate SECOND = LocalDate.of(2024, 1, 2);
  private static final LocalDate THIRD = LocalDate.of(2024, 1, 3);

  @TempDir Path folder;
  private ArchiveOnLoopback archive;

  @BeforeEach
  void start() throws IOException {
    archive = new ArchiveOnLoopback();
  }

  @AfterEach
  void stop() {
    archive.close();
  }

  private List<String> command(String... more) {
    List<String> args = new ArrayList<>(List.of("data", "pull", "BTCUSDT"));
    args.addAll(List.of("--from", "2024-01-01", "--to", "2024-01-03"));
    args.addAll(List.of("--archive", archive.address(), "--into", folder.toString()));
    args.addAll(List.of(more));
    return args;
  }

  private ProgramRun pull(String... more) {
    return ProgramRun.of(command(more).toArray(String[]::new));
  }

  private Path file(LocalDate day) {
    return folder.resolve("data/spot/daily/klines/BTCUSDT/1h").resolve(ArchiveOnLoopback.name(day));
  }

  @Test
  void threeDaysArePulledVerifiedAndSound() throws IOException {
    byte[] first = archive.publish(FIRST);
    archive.publish(SECOND);
    archive.publish(THIRD);
    ProgramRun run = pull("-o", "csv");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.out().startsWith("file,result,detail\r\n"), run.out());
    assertTrue(
        run.out().contains("2024-01-01.zip,FETCHED," + ArchiveOnLoopback.sha256(first)), run.out());
    assertTrue(run.err().contains("3 fetched, 0 already here"), run.err());
    ProgramRun check = ProgramRun.of("data", "check", folder.toString(), "-o", "json");
    assertEquals(ExitCode.OK, check.exit(), check.err());
    assertEquals(3, check.json().size());
    check.json().forEach(report -> assertTrue(report.get("usable").booleanValue(), check.out()));

    archive.requests().clear();
    ProgramRun again = pull("-o", "ndjson", "--quiet");
    assertEquals(ExitCode.OK, again.exit());
    assertEquals(3, again.out().lines().filter(line -> line.contains("ALREADY_HERE")).count());
    assertEquals("", again.err());
    assertTrue(archive.requests().stream().allMatch(request -> request.endsWith(".CHECKSUM")));
  }

  @Test
  void aCutConnectionIsTakenUpWhereItEnded() throws IOException {
    byte[] bytes = archive.publish(FIRST);
    archive.cutOnce(FIRST);
    ProgramRun run = pull("-o", "table");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(resumedAt() <= bytes.length / 2, archive.requests().toString());
    assertArrayEquals(bytes, Files.readAllBytes(file(FIRST)));
    assertTrue(run.err().contains("trying again"), run.err());
  }

  @Test
  void whatIsLeftOfACutConnectionIsResumedByTheNextCommand() throws IOException {
    byte[] bytes = archive.publish(FIRST);
    archive.cutOnce(FIRST);
    ProgramRun cut = pull("--attempts", "1");
    assertEquals(ExitCode.TRY_AGAIN, cut.exit(), cut.err());
    assertTrue(cut.out().contains("it resumes"), cut.out());
    assertFalse(Files.exists(file(FIRST)));
    Path part = file(FIRST).resolveSibling(file(FIRST).getFileName() + ".part");
    long kept = Files.exists(part) ? Files.size(part) : 0; // the cut may lose what was on its way
    ProgramRun next = pull("--attempts", "1");
    assertEquals(ExitCode.OK, next.exit(), next.err());
    assertArrayEquals(bytes, Files.readAllBytes(file(FIRST)));
    assertEquals(kept, resumedAt());
    assertTrue(kept <= bytes.length / 2);
  }

  /// Where the last request for the file began; other files come at the same time.
  private long resumedAt() {
    String name = ArchiveOnLoopback.name(FIRST);
    List<String> requests =
        archive.requests().stream()
            .filter(one -> one.endsWith(name) || one.contains(name + " "))
            .toList();
    String last = requests.getLast();
    int range = last.indexOf(" bytes=");
    return range < 0 ? 0 : Long.parseLong(last.substring(range + 7, last.indexOf('-', range)));
  }

  @Test
  void bytesThatDoNotMatchTheirChecksumAreRefusedAndNotKept() throws IOException {
    archive.publish(FIRST);
    archive.publish(SECOND);
    archive.corrupt(FIRST);
    ProgramRun run = pull("-o", "json");
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertEquals("REFUSED", run.json().get(0).get("result").stringValue());
    assertTrue(run.json().get(0).get("detail").stringValue().contains("SHA-256"), run.out());
    assertEquals("FETCHED", run.json().get(1).get("result").stringValue());
    assertFalse(Files.exists(file(FIRST)));
    assertTrue(Files.exists(file(SECOND)));
  }

  @Test
  void aZipThatIsCorruptAsPublishedIsRefused() {
    archive.publish(FIRST, "PK\3\4 this is no zip".getBytes(StandardCharsets.ISO_8859_1));
    ProgramRun run = pull("-o", "json");
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertEquals("REFUSED", run.json().get(0).get("result").stringValue());
    assertFalse(Files.exists(file(FIRST)));
  }

  @Test
  void daysThatAreNotPublishedAreSaidAndNothingAtAllIsNo() throws IOException {
    ProgramRun nothing = pull("-o", "json");
    assertEquals(ExitCode.NO, nothing.exit());
    nothing.json().forEach(row -> assertEquals("NOT_PUBLISHED", row.get("result").stringValue()));
    archive.publish(SECOND);
    ProgramRun one = ProgramRun.inChinese(command().toArray(String[]::new));
    assertEquals(ExitCode.OK, one.exit());
    assertTrue(one.err().contains("下载 1"), one.err());
  }

  @Test
  void anArchiveThatIsAwayAndRubbishAreTold() {
    String address = archive.address();
    archive.close();
    ProgramRun away = pull("--attempts", "1");
    assertEquals(ExitCode.TRY_AGAIN, away.exit(), away.err());
    assertTrue(away.out().contains("FAILED"), away.out());
    String[][] wrong = {
      {"data", "pull", "btc/usdt", "--from", "2024-01-01", "--to", "2024-01-02"},
      {"data", "pull", "BTCUSDT", "--from", "2024-01-02", "--to", "2024-01-01"},
      {"data", "pull", "BTCUSDT", "--from", "January", "--to", "2024-01-01"},
      {"data", "pull", "BTCUSDT", "--from", "2024-01-01", "--to", "2024-01-02", "--bars", "7q"},
      {"data", "pull", "BTCUSDT", "--from", "2024-01-01", "--to", "2024-01-02", "--attempts", "0"},
      {"data", "pull", "BTCUSDT", "--from", "2024-01-01", "--to", "2024-01-02", "--market", "moon"},
      {"data", "pull", "--from", "2024-01-01", "--to", "2024-01-02", "--archive", address},
    };
    for (String[] command : wrong) {
      ProgramRun run = ProgramRun.of(command);
      assertEquals(ExitCode.USAGE, run.exit(), String.join(" ", command) + "\n" + run.err());
    }
  }
}
