package org.plimsoll.service.publiclog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.sequencer.VenueScript;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.JsonValue;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogFault;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TrustPolicy;

/// A venue's public log beside its journal.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicLogTest {
  private static final int COMMANDS = 2_600;
  private static final RuleLibrary RULES = RuleLibrary.builtIn();
  private static final LogKeys KEYS = LogKeys.generate("venue.example/test", new SecureRandom());
  private static final TrustPolicy POLICY = LogSettings.of(KEYS.signer()).policy();

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  private long unproven;
  private long rates;

  private static LogEntries entries() {
    return new LogEntries(RULES, new AccountLines(KEYS.salts()));
  }

  private DiskFiles log(String name) {
    return new DiskFiles(folder.resolve(name));
  }

  @BeforeAll
  void aVenueRunsWithItsLog() throws Exception {
    try (SqliteLogStore store = SqliteLogStore.open(folder.resolve("journal"))) {
      DiskFiles files = log("live");
      try (Sequencer sequencer =
              Sequencer.open(
                  store,
                  RULES.book(),
                  SequencerLimits.standard().withGroupCommands(97).withIntervals(500, 0),
                  cause -> {
                    throw cause;
                  });
          PublicLog log =
              PublicLog.open(files, KEYS, entries(), store, PublicLog.Pace.EACH_COMMIT)) {
        sequencer.addListener(log);
        sequencer.addListener(records -> look(records, files));
        VenueScript script = new VenueScript(RULES.packs(), RULES.hash());
        List<CompletableFuture<Acknowledgement>> all = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
          all.add(sequencer.submit("c-" + i, CommandCodec.encode(script.next())));
        }
        all.forEach(CompletableFuture::join);
      }
    }
  }

  /// What hears of a commit after the log does finds every rate below a signed head.
  private void look(List<JournalRecord> records, DiskFiles files) {
    try {
      SignedNote note = SignedNote.parse(files.read("checkpoint").orElseThrow());
      long size = POLICY.check(note).checkpoint().size();
      PublishedLog log = new PublishedLog(files, size);
      List<String> last = new ArrayList<>();
      for (long i = Math.max(0, size - 2_000); i < size; i++) {
        last.add(new String(log.entry(i), StandardCharsets.UTF_8));
      }
      for (JournalRecord record : records) {
        for (Effect effect : EffectCodec.decode(record.effects())) {
          if (effect instanceof Effect.RateChanged changed) {
            rates++;
            String id = '"' + changed.basis().id() + '"';
            unproven += last.stream().anyMatch(entry -> entry.contains(id)) ? 0 : 1;
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void noRateIsToldOfBeforeItIsInTheLog() {
    assertTrue(rates > 300, "only " + rates);
    assertEquals(0, unproven);
  }

  @Test
  void theLogIsAFunctionOfTheJournalHoweverItWasCutIntoCommits() throws Exception {
    Checkpoint live = new LogAudit(log("live"), POLICY).run((_, _) -> {}).head().checkpoint();
    try (SqliteReader journal = new SqliteReader(folder.resolve("journal"));
        PublicLog anew =
            PublicLog.open(log("anew"), KEYS, entries(), journal, PublicLog.Pace.WHEN_SHOWN)) {
      assertEquals(live.size(), anew.size());
    }
    assertEquals(live, new LogAudit(log("anew"), POLICY).run((_, _) -> {}).head().checkpoint());
    try (SqliteReader journal = new SqliteReader(folder.resolve("journal"));
        PublicLog again =
            PublicLog.open(log("anew"), KEYS, entries(), journal, PublicLog.Pace.WHEN_SHOWN)) {
      assertEquals(live.size(), again.size(), "nothing is appended twice");
    }
  }

  @Test
  void aLogThatKnowsMoreThanItsJournalStaysShut() throws Exception {
    try (SqliteLogStore shorter = SqliteLogStore.open(folder.resolve("shorter"))) {
      LogException e =
          assertThrows(
              LogException.class,
              () ->
                  PublicLog.open(log("live"), KEYS, entries(), shorter, PublicLog.Pace.WHEN_SHOWN));
      assertEquals(LogFault.FORKED, e.fault());
    }
  }

  @Test
  void noEntryNamesAnAccountAndAnOwnerProvesTheirOwnLine() throws Exception {
    DiskFiles files = log("live");
    long size =
        POLICY.check(SignedNote.parse(files.read("checkpoint").orElseThrow())).checkpoint().size();
    PublishedLog log = new PublishedLog(files, size);
    for (long i = 0; i < size; i++) {
      assertFalse(new String(log.entry(i), StandardCharsets.UTF_8).contains("client-"));
    }
    int proven = 0;
    try (SqliteReader journal = new SqliteReader(folder.resolve("journal"))) {
      OwnLines lines = OwnLines.of(journal, files, KEYS);
      for (int account = 0; account < 48; account++) {
        for (OwnLines.Own own : lines.latest("client-" + account, 3)) {
          own.proof().verify(own.entry(), POLICY);
          assertTrue(own.opening().isIn(own.entry()));
          String line = own.opening().line();
          assertEquals(JsonValue.parse(line).canonical(), line);
          assertTrue(line.contains("\"client-" + account + "\""));
          proven++;
        }
      }
    }
    assertTrue(proven > 10, "only " + proven);
  }

  @Test
  void keysAreForTheirOwnerAlone() throws Exception {
    Path file = folder.resolve("secret");
    KEYS.write(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(KEYS.signer().verifier(), LogKeys.read(file).signer().verifier());
    assertArrayEquals(
        KEYS.salts().opening("a", "line", 1, "x").bytes(),
        LogKeys.read(file).salts().opening("a", "line", 1, "x").bytes());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        LogFault.UNTRUSTED, assertThrows(LogException.class, () -> LogKeys.read(file)).fault());
  }
}
