package org.plimsoll.service.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Recovery;
import org.plimsoll.service.sequencer.Replay;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.sequencer.Tally;

/// Damage done to the bytes on the disk.
class CorruptionTest {
  private static final int COUNT = 300;
  private static final SequencerLimits LIMITS =
      SequencerLimits.standard().withGroupCommands(3).withIntervals(50, 0);

  @TempDir Path folder;

  @Test
  void flippedPayloadByteInTheMiddleHaltsWithItsSequence() throws Exception {
    fill(folder, LIMITS);
    Path file = folder.resolve("journal.db");
    byte[] bytes = Files.readAllBytes(file);
    bytes[indexOf(bytes, "command number 0123")] ^= 1;
    Files.write(file, bytes);
    var failure = assertThrows(StoreException.class, () -> open(folder).close());
    assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
    assertEquals(65, failure.fault().exitCode());
    assertEquals(124, failure.sequence());
    assertTrue(
        failure.toString().contains("STORE_CORRUPT at sequence 124: ")
            && failure.toString().contains(StoreFault.STORE_CORRUPT.remedy()),
        failure.toString());
  }

  @Test
  void damageBeforeTheSnapshotIsFoundByTheFullReplayOnly() throws Exception {
    fill(folder, LIMITS.withIntervals(50, 100));
    Path file = folder.resolve("journal.db");
    byte[] bytes = Files.readAllBytes(file);
    bytes[indexOf(bytes, "command number 0123")] ^= 1;
    Files.write(file, bytes);
    open(folder).close();
    try (var reader = new SqliteReader(folder)) {
      var failure =
          assertThrows(
              StoreException.class, () -> Replay.fromGenesis(reader, new Tally(), _ -> {}));
      assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
      assertEquals(124, failure.sequence());
    }
  }

  @Test
  void anyDamagedByteOfTheFileEitherHaltsOrChangesNothing() throws Exception {
    fill(folder, LIMITS);
    byte[] sound = Files.readAllBytes(folder.resolve("journal.db"));
    SplittableRandom random = new SplittableRandom(3);
    int halted = 0;
    for (int i = 0; i < 60; i++) {
      Path copy = Files.createDirectories(folder.resolve("copy-" + i));
      int at = random.nextInt(sound.length);
      byte[] damaged = sound.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(copy.resolve("journal.db"), damaged);
      try (var store = SqliteLogStore.open(copy)) {
        Tally tally = new Tally();
        assertEquals(COUNT, Recovery.of(store, tally).sequence(), "byte " + at);
        assertEquals(COUNT, tally.total(), "byte " + at);
      } catch (StoreException e) {
        assertTrue(
            e.fault() == StoreFault.STORE_CORRUPT || e.fault() == StoreFault.STORE_INCOMPATIBLE,
            () -> "byte " + at + ": " + e);
        halted++;
      }
    }
    assertTrue(halted > 10, "only " + halted + " of 60 damages were noticed");
  }

  @Test
  void deletedRecordHalts() throws Exception {
    fill(folder, LIMITS);
    execute("DELETE FROM journal WHERE sequence = 200");
    var failure = assertThrows(StoreException.class, () -> open(folder).close());
    assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
    assertEquals(200, failure.sequence());
  }

  @Test
  void damagedStateMarkIsADivergence() throws Exception {
    fill(folder, LIMITS);
    execute("UPDATE state_mark SET hash = zeroblob(32) WHERE sequence = 150");
    var failure = assertThrows(StoreException.class, () -> open(folder).close());
    assertEquals(StoreFault.STORE_DIVERGED, failure.fault());
    assertEquals(150, failure.sequence());
  }

  @Test
  void damagedNewestSnapshotGivesWayToTheOneBefore() throws Exception {
    fill(folder, LIMITS.withIntervals(50, 100));
    Path newest;
    try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
      newest = files.max(Path::compareTo).orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 4;
    Files.write(newest, bytes);
    try (var store = SqliteLogStore.open(folder)) {
      Recovery recovery = Recovery.of(store, new Tally());
      assertEquals(COUNT, recovery.sequence());
      assertTrue(
          recovery.snapshotSequence() < COUNT && recovery.snapshotSequence() >= 100,
          "from " + recovery.snapshotSequence());
    }
  }

  @Test
  void journalThatEndsBeforeItsSnapshotHalts() throws Exception {
    fill(folder, LIMITS.withIntervals(50, 100));
    execute("DELETE FROM journal WHERE sequence > 100");
    execute("DELETE FROM state_mark WHERE sequence > 100");
    var failure = assertThrows(StoreException.class, () -> open(folder).close());
    assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
    assertEquals(COUNT, failure.sequence());
  }

  @Test
  void logCutAnywhereLosesOnlyTheTail() throws Exception {
    Path crashed = crashed();
    byte[] log = Files.readAllBytes(crashed.resolve("journal.db-wal"));
    long before = 0;
    for (int part = 1; part <= 10; part++) {
      Files.write(
          crashed.resolve("journal.db-wal"),
          Arrays.copyOf(log, Math.toIntExact((long) log.length * part / 10)));
      Path copy = copy(crashed, "cut-" + part);
      try (var store = SqliteLogStore.open(copy)) {
        long sequence = Recovery.of(store, new Tally()).sequence();
        assertTrue(sequence >= before, sequence + " after " + before);
        before = sequence;
      }
    }
    assertEquals(COUNT, before);
  }

  @Test
  void logDamagedBeforeSyncedTransactionsHalts() throws Exception {
    Path crashed = crashed();
    byte[] log = Files.readAllBytes(crashed.resolve("journal.db-wal"));
    SplittableRandom random = new SplittableRandom(9);
    int lastTransaction = 12 * (4_096 + 24); // more than the frames of any one of them
    for (int i = 0; i < 40; i++) {
      byte[] damaged = log.clone();
      int at = 32 + random.nextInt(log.length - 32 - lastTransaction);
      damaged[at] ^= 16;
      Path copy = copy(crashed, "damaged-" + i);
      Files.write(copy.resolve("journal.db-wal"), damaged);
      var failure =
          assertThrows(StoreException.class, () -> SqliteLogStore.open(copy).close(), "byte " + at);
      assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
    }
  }

  private static void fill(Path folder, SequencerLimits limits) throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), limits, Halt.process())) {
      submit(sequencer);
    }
  }

  private static void submit(Sequencer sequencer) throws Exception {
    for (int i = 0; i < COUNT; i++) {
      var answer = sequencer.submit("key-" + i, "command number %04d".formatted(i).getBytes(UTF_8));
      if (i % 10 == 9) {
        answer.get();
      }
    }
  }

  /// What a process that dies after 300 acknowledged commands leaves: nothing is checkpointed.
  private Path crashed() throws Exception {
    Path live = folder.resolve("live");
    try (var store = SqliteLogStore.open(live);
        var sequencer = Sequencer.open(store, new Tally(), LIMITS, Halt.process())) {
      submit(sequencer);
      return copy(live, "crashed");
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (String file : new String[] {"journal.db", "journal.db-wal"}) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
    return to;
  }

  private static Sequencer open(Path folder) {
    var store = SqliteLogStore.open(folder);
    try {
      return Sequencer.open(store, new Tally(), LIMITS, Halt.process());
    } finally {
      store.close();
    }
  }

  private void execute(String change) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    byte[] wanted = text.getBytes(UTF_8);
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("not in the file: " + text);
  }
}
