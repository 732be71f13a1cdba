package org.plimsoll.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.sequencer.VenueScript;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.venue.RuleLibrary;
import tools.jackson.databind.JsonNode;

class DoctorTest {
  private static final RuleLibrary RULES = RuleLibrary.builtIn();
  private static final int COMMANDS = 1_200;

  @TempDir Path folder;

  @BeforeEach
  void runAVenue() throws Exception {
    fill(folder.resolve("journal"), RULES);
  }

  private static void fill(Path journal, RuleLibrary rules) throws InterruptedException {
    VenueScript script = new VenueScript(rules.packs(), rules.hash());
    try (var store = SqliteLogStore.open(journal);
        var sequencer =
            Sequencer.open(store, rules.book(), SequencerLimits.standard(), Halt.process())) {
      for (int i = 0; i < COMMANDS; i++) {
        var _ = sequencer.submit("key-%04d".formatted(i), CommandCodec.encode(script.next()));
      }
    }
  }

  private static ProgramRun doctor(Path journal, String... more) {
    String[] args = new String[more.length + 7];
    System.arraycopy(
        new String[] {"doctor", "--port", "0", "-o", "json", "--journal", journal.toString()},
        0,
        args,
        0,
        7);
    System.arraycopy(more, 0, args, 7, more.length);
    return ProgramRun.of(args);
  }

  private static Map<String, JsonNode> findings(ProgramRun run) {
    Map<String, JsonNode> found = new TreeMap<>();
    run.json().forEach(finding -> found.put(finding.get("check").stringValue(), finding));
    return found;
  }

  private static String health(ProgramRun run, String check) {
    return Objects.requireNonNull(findings(run).get(check), check).get("health").stringValue();
  }

  private static String detail(ProgramRun run, String check) {
    return Objects.requireNonNull(findings(run).get(check), check).get("detail").stringValue();
  }

  @Test
  void machineDiskAndJournalAreLookedAt() throws Exception {
    ProgramRun run = doctor(folder.resolve("journal"));
    assertEquals(ExitCode.OK, run.exit(), run.out());
    for (String check :
        new String[] {
          "java",
          "vectors",
          "memory",
          "pageSize",
          "sqlite",
          "port",
          "browser",
          "disk",
          "fileSystem",
          "sync",
          "journal",
          "journalWriter",
          "journalTail",
          "journalSnapshot",
          "journalRules",
          "packs",
          "data"
        }) {
      assertTrue(findings(run).containsKey(check), check);
      assertFalse(detail(run, check).isBlank(), check);
    }
    assertEquals("OK", health(run, "java"));
    assertTrue(detail(run, "java").contains(System.getProperty("java.home")), run.out());
    assertTrue(detail(run, "sqlite").startsWith("SQLite 3."), run.out());
    assertTrue(detail(run, "journal").contains("1200 commands"), run.out());
    assertTrue(detail(run, "journalTail").contains("1000 commands"), run.out());
    assertTrue(detail(run, "journalSnapshot").contains("sequence 1200"), run.out());
    assertTrue(detail(run, "sync").matches("A sync takes \\d+\\.\\d{3} ms.*"), run.out());
    try (Stream<Path> left = Files.list(folder.resolve("journal"))) {
      assertTrue(left.noneMatch(path -> path.toString().endsWith(".tmp")), "a file was left");
    }
  }

  @Test
  void aDamagedEndIsAFailureWithItsSequence() throws Exception {
    Path file = folder.resolve("journal/journal.db");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("key-1111") + "key-1111".length() + 12] ^= 1;
    Files.write(file, bytes);
    ProgramRun run = doctor(folder.resolve("journal"));
    assertEquals(ExitCode.NO, run.exit(), run.out());
    assertEquals("FAILED", health(run, "journalTail"));
    assertTrue(detail(run, "journalTail").contains("STORE_CORRUPT @1112"), run.out());
  }

  @Test
  void aJournalOfOtherRulesOrNoneIsAFailure() throws Exception {
    Path other = folder.resolve("other");
    fill(other, new RuleLibrary(RULES.packs(), "f".repeat(64)));
    ProgramRun run = doctor(other);
    assertEquals(ExitCode.NO, run.exit());
    assertEquals("FAILED", health(run, "journalRules"));
    ProgramRun none = doctor(folder.resolve("nowhere"));
    assertEquals(ExitCode.NO, none.exit());
    assertEquals("FAILED", health(none, "journal"));
    assertFalse(Files.exists(folder.resolve("nowhere")));
    Path rubbish = Files.createDirectories(folder.resolve("rubbish"));
    Files.write(
        rubbish.resolve("journal.db"), "no database at all, but text".repeat(400).getBytes(UTF_8));
    assertEquals("FAILED", health(doctor(rubbish), "journal"));
  }

  @Test
  void aVenueThatRunsIsNamedAndItsPortTaken() throws Exception {
    try (LiveServer server =
            LiveServer.start(Map.of(), "--journal", folder.resolve("journal").toString());
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(server.address().startsWith("http://127.0.0.1:"));
      ProgramRun run =
          doctor(folder.resolve("journal"), "--port", Integer.toString(socket.getLocalPort()));
      assertEquals(ExitCode.USAGE, run.exit(), "--port stands twice");
      ProgramRun taken =
          ProgramRun.of(
              "doctor",
              "-o",
              "json",
              "--journal",
              folder.resolve("journal").toString(),
              "--port",
              Integer.toString(socket.getLocalPort()));
      assertEquals(ExitCode.OK, taken.exit(), taken.out());
      assertEquals("WARNING", health(taken, "port"));
      assertTrue(
          detail(taken, "journalWriter").contains("Process " + ProcessHandle.current().pid()),
          taken.out());
    }
  }

  @Test
  void theDoctorSpeaksChinese() {
    ProgramRun run = ProgramRun.inChinese("doctor", "--port", "0", "-o", "table");
    assertTrue(run.out().startsWith("检查项"), run.out());
    assertTrue(run.out().contains("一次同步"), run.out());
    assertEquals(ExitCode.USAGE, ProgramRun.of("doctor", "--port", "99999").exit());
  }
}
