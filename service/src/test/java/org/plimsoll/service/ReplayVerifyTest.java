package org.plimsoll.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.sequencer.VenueScript;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.venue.RuleLibrary;
import tools.jackson.databind.JsonNode;

/// `replay --verify` on journals of the real venue: sound, damaged, cut and of another version.
class ReplayVerifyTest {
  private static final RuleLibrary RULES = RuleLibrary.builtIn();
  private static final int COMMANDS = 2_000;
  private static final SequencerLimits LIMITS =
      SequencerLimits.standard().withIntervals(500, 100_000);

  @TempDir static Path sound;
  private static String liveHash = "";

  @TempDir Path folder;

  @BeforeAll
  static void runAVenue() throws Exception {
    liveHash = fill(sound, RULES, RULES.book(), COMMANDS);
  }

  private static String fill(Path folder, RuleLibrary rules, StateMachine machine, int commands)
      throws InterruptedException {
    VenueScript script = new VenueScript(rules.packs(), rules.hash());
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, machine, LIMITS, Halt.process())) {
      for (int i = 0; i < commands; i++) {
        var _ = sequencer.submit("key-%04d".formatted(i), CommandCodec.encode(script.next()));
      }
    }
    return Hex.of(machine.stateHash());
  }

  private Path copy() throws IOException {
    return copy(sound, folder.resolve("copy"));
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  private static ProgramRun verify(Path journal, String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("replay", "--verify", "--journal"));
    args.add(journal.toString());
    args.addAll(List.of(more));
    return ProgramRun.of(args.toArray(String[]::new));
  }

  @Test
  void twoFreshJvmsAndTheLiveRunReachTheSameHashes() throws IOException {
    ProgramRun run = verify(copy(), "-o", "json");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    JsonNode json = run.json();
    assertTrue(json.get("same").booleanValue());
    assertFalse(json.has("firstDifferingSequence"));
    assertEquals(COMMANDS, json.get("sequence").longValue());
    assertEquals(liveHash, json.get("live").get("stateHash").stringValue());
    assertEquals(COMMANDS, json.get("live").get("stateSequence").longValue());
    assertEquals(2, json.get("runs").size());
    for (JsonNode one : json.get("runs")) {
      JsonNode verdict = one.get("verdict");
      assertEquals(liveHash, verdict.get("stateHash").stringValue());
      assertEquals(json.get("live").get("chain"), verdict.get("chain"));
      assertEquals(COMMANDS / 500, verdict.get("marksCompared").longValue());
      assertEquals(1, verdict.get("snapshotsCompared").longValue());
    }
    assertFalse(json.get("runs").get(0).get("jvm").equals(json.get("runs").get(1).get("jvm")));
  }

  @Test
  void anAlteredByteIsRefusedWithItsSequence() throws IOException {
    Path journal = copy();
    Path file = journal.resolve("journal.db");
    byte[] bytes = Files.readAllBytes(file);
    byte[] key = "key-1233".getBytes(UTF_8); // of the command at sequence 1234
    int at = 0;
    while (!Arrays.equals(bytes, at, at + key.length, key, 0, key.length)) {
      at++;
    }
    bytes[at + key.length + 20] ^= 1; // in the command, which follows its key
    Files.write(file, bytes);
    ProgramRun run = verify(journal, "-o", "json");
    assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
    assertEquals("STORE_CORRUPT", run.error().get("code").stringValue());
    assertTrue(run.error().get("message").stringValue().contains("sequence 1234"), run.err());
    assertEquals("", run.out());
    ProgramRun chinese =
        ProgramRun.inChinese("replay", "--journal", journal.toString(), "-o", "table");
    assertEquals(ExitCode.BAD_DATA, chinese.exit());
    assertTrue(chinese.err().contains("序号 1234"), chinese.err());
    assertTrue(chinese.err().contains("备份"), chinese.err());
  }

  @Test
  void anAlteredStateHashIsADifferenceAtItsSequence() throws Exception {
    Path journal = copy();
    execute(journal, "UPDATE state_mark SET hash = zeroblob(32) WHERE sequence = 1000");
    ProgramRun run = verify(journal, "-o", "json");
    assertEquals(ExitCode.NO, run.exit(), run.err());
    assertFalse(run.json().get("same").booleanValue());
    assertEquals(1_000, run.json().get("firstDifferingSequence").longValue());
    assertTrue(run.json().get("difference").stringValue().startsWith("STATE"), run.out());
    ProgramRun before = ProgramRun.of("replay", "--journal", journal.toString(), "--to", "999");
    assertTrue(before.json().get("same").booleanValue(), before.out());
    assertEquals(999, before.json().get("to").longValue());
  }

  @Test
  void aJournalOfAnEngineThatDecidedOtherwiseDiffersWhereItDid() throws Exception {
    Path journal = folder.resolve("other");
    fill(journal, RULES, new OtherEngine(777), 900);
    ProgramRun run = verify(journal, "-o", "csv");
    assertEquals(ExitCode.NO, run.exit(), run.err());
    assertTrue(run.out().contains("firstDifferingSequence,777\r\n"), run.out());
    assertTrue(run.out().contains("EFFECTS differ at sequence 777 (command key-0776)"), run.out());
    assertTrue(run.out().contains("decided otherwise"), run.out());
  }

  @Test
  void aTailThatACrashCutOffIsNoDifference() throws Exception {
    Path live = folder.resolve("live");
    VenueScript script = new VenueScript(RULES.packs(), RULES.hash());
    Path image = folder.resolve("image");
    try (var store = SqliteLogStore.open(live);
        var sequencer = Sequencer.open(store, RULES.book(), LIMITS, Halt.process())) {
      for (int i = 0; i < 600; i++) {
        sequencer.submit("key-" + i, CommandCodec.encode(script.next())).join();
      }
      copy(live, image); // what the disk would hold after a power cut now
    }
    Path wal = image.resolve("journal.db-wal");
    byte[] bytes = Files.readAllBytes(wal);
    Files.write(wal, Arrays.copyOf(bytes, bytes.length - 5_000)); // more than a page
    ProgramRun run = verify(image, "-o", "json");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    long reached = run.json().get("sequence").longValue();
    assertTrue(reached > 500 && reached < 600, "reached " + reached);
    assertEquals("MARK", run.json().get("live").get("source").stringValue());
    assertEquals(500, run.json().get("live").get("stateSequence").longValue());
  }

  @Test
  void aJournalOfAnotherVersionIsNamedAsSuch() throws Exception {
    Path journal = folder.resolve("rules");
    RuleLibrary others = new RuleLibrary(RULES.packs(), "0".repeat(64));
    fill(journal, others, others.book(), 50);
    for (String[] args :
        new String[][] {
          {"replay", "--verify"},
          {"replay"},
          {"serve", "--port", "0"},
          {"explain", "--instrument", "X", "--jurisdiction", "EU", "--client-class", "retail"}
        }) {
      String[] command = Arrays.copyOf(args, args.length + 2);
      command[args.length] = "--journal";
      command[args.length + 1] = journal.toString();
      ProgramRun run = ProgramRun.of(command);
      assertEquals(ExitCode.BAD_DATA, run.exit(), run.err());
      assertEquals("STORE_INCOMPATIBLE", run.error().get("code").stringValue());
      String message = run.error().get("message").stringValue();
      assertTrue(message.contains("another version of the program"), message);
      assertTrue(message.contains("0".repeat(64)) && message.contains(RULES.hash()), message);
    }
  }

  @Test
  void aJournalOfAnUnknownFormatIsNamedAsSuch() throws Exception {
    Path journal = copy();
    execute(journal, "PRAGMA user_version = 2");
    ProgramRun run = verify(journal);
    assertEquals(ExitCode.BAD_DATA, run.exit());
    assertEquals("STORE_INCOMPATIBLE", run.error().get("code").stringValue());
    assertTrue(run.error().get("message").stringValue().contains("format 2"), run.err());
  }

  @Test
  void aFolderWithoutAJournalAndOptionsThatContradictAreTold() {
    ProgramRun none = verify(folder);
    assertEquals(ExitCode.UNAVAILABLE, none.exit());
    assertEquals("NO_JOURNAL", none.error().get("code").stringValue());
    assertEquals(ExitCode.USAGE, verify(sound, "--from-snapshot").exit());
    assertEquals(ExitCode.USAGE, verify(sound, "--to", "-1").exit());
    assertEquals(ExitCode.USAGE, verify(sound, "--to", "soon").exit());
  }

  private static void execute(Path journal, String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + journal.resolve("journal.db"));
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /// The real book, but that it refuses one command of its own accord.
  private static final class OtherEngine implements StateMachine {
    private final VenueBook book = RULES.book();
    private final long at;

    OtherEngine(long at) {
      this.at = at;
    }

    @Override
    public byte[] apply(long sequence, byte[] command) {
      byte[] effects = book.apply(sequence, command);
      return sequence == at
          ? EffectCodec.encode(
              List.of(new Effect.Refused(Reason.MARGIN_INSUFFICIENT, "decided otherwise")))
          : effects;
    }

    @Override
    public byte[] stateHash() {
      return book.stateHash();
    }

    @Override
    public byte[] snapshot() {
      return book.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
      book.restore(snapshot);
    }
  }
}
