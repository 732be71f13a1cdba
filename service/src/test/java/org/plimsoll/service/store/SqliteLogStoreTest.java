package org.plimsoll.service.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogStoreTest {
  @TempDir Path folder;

  private final HashChain chain = new HashChain();
  private byte[] last = HashChain.genesis();
  private long sequence;

  @Test
  void recordsComeBackAsTheyWereWrittenAfterAReopening() {
    List<JournalRecord> written = new ArrayList<>();
    try (var store = SqliteLogStore.open(folder)) {
      for (int i = 0; i < 5; i++) {
        List<JournalRecord> group = records(500);
        written.addAll(group);
        store.append(Commit.of(group));
      }
    }
    try (var store = SqliteLogStore.open(folder);
        var cursor = store.read(1)) {
      assertEquals(2_500, store.head());
      byte[] previous = HashChain.genesis();
      for (JournalRecord expected : written) {
        JournalRecord actual = Objects.requireNonNull(cursor.next());
        assertEquals(expected.key(), actual.key());
        assertArrayEquals(expected.command(), actual.command());
        assertArrayEquals(expected.effects(), actual.effects());
        chain.check(previous, expected.sequence(), actual);
        previous = actual.chain();
      }
      assertNull(cursor.next());
    }
  }

  @Test
  void everyKeyIsFoundAcrossStoredRunsAndAReopening() {
    int count = 140_000; // two stored runs and a part of a third
    try (var store = SqliteLogStore.open(folder)) {
      while (sequence < count) {
        store.append(Commit.of(records(1_000)));
      }
      checkKeys(store, count);
    }
    try (var store = SqliteLogStore.open(folder)) {
      checkKeys(store, count);
      store.append(Commit.of(records(1_000)));
      checkKeys(store, count + 1_000);
    }
  }

  private static void checkKeys(LogStore store, int count) {
    for (long at = 1; at <= count; at += 1_009) {
      assertEquals(at, store.find("key-" + at).orElseThrow().sequence());
      assertEquals(Optional.empty(), store.find("other-" + at));
    }
    assertEquals(Optional.empty(), store.find("key-" + (count + 1)));
  }

  @Test
  void recordOutOfSequenceIsAProgrammingError() {
    try (var store = SqliteLogStore.open(folder)) {
      store.append(Commit.of(records(3)));
      sequence++;
      assertThrows(IllegalArgumentException.class, () -> store.append(Commit.of(records(1))));
    }
  }

  @Test
  void secondOpeningIsRefusedWithTheHolderNamed() {
    try (var store = SqliteLogStore.open(folder)) {
      assertEquals(0, store.head());
      var failure = assertThrows(StoreException.class, () -> SqliteLogStore.open(folder).close());
      assertEquals(StoreFault.STORE_LOCKED, failure.fault());
      assertTrue(failure.toString().contains(folder.toString()), failure.toString());
    }
    SqliteLogStore.open(folder).close();
  }

  @Test
  void folderThatCannotBeWrittenIsRefusedWithARemedy() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    var failure =
        assertThrows(
            StoreException.class, () -> SqliteLogStore.open(file.resolve("store")).close());
    assertEquals(StoreFault.STORE_READ_ONLY, failure.fault());
    assertEquals(77, failure.fault().exitCode());
    assertTrue(failure.toString().endsWith(StoreFault.STORE_READ_ONLY.remedy()));
  }

  @Test
  void fileOfAnotherProgramIsRefused() throws Exception {
    Path text = Files.createDirectories(folder.resolve("text"));
    Files.writeString(text.resolve("journal.db"), "x".repeat(5_000));
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + foreign.resolve("journal.db"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE cats(name TEXT)");
    }
    for (Path each : List.of(text, foreign)) {
      var failure = assertThrows(StoreException.class, () -> SqliteLogStore.open(each).close());
      assertEquals(StoreFault.STORE_INCOMPATIBLE, failure.fault(), failure.getMessage());
    }
  }

  @Test
  void fullFileFailsTheAppendAndEveryLaterOne() {
    long committed = 0;
    try (var store = SqliteLogStore.open(folder, 1 << 20)) {
      @Nullable StoreException failure = null;
      while (failure == null && sequence < 100_000) {
        committed = store.head();
        List<JournalRecord> group = records(1_000);
        try {
          store.append(Commit.of(group));
        } catch (StoreException e) {
          failure = e;
        }
      }
      assertEquals(StoreFault.STORE_DISK_FULL, Objects.requireNonNull(failure).fault());
      assertEquals(committed, store.head());
      assertSame(
          failure, assertThrows(StoreException.class, () -> store.append(Commit.of(List.of()))));
    }
    try (var store = SqliteLogStore.open(folder)) {
      assertEquals(committed, store.head());
      assertTrue(committed > 0);
    }
  }

  @Test
  void journalIsReadableWithPlainSqlAndSyncsEveryCommit() throws Exception {
    try (var store = SqliteLogStore.open(folder)) {
      store.append(Commit.of(records(10)));
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT key, CAST(command AS TEXT) FROM journal WHERE sequence = 7")) {
      assertTrue(rows.next());
      assertEquals("key-7", rows.getString(1));
      assertEquals("command 7", rows.getString(2));
    }
    try (var connection = Sqlite.openWriter(folder.resolve("journal.db"), Long.MAX_VALUE);
        var statement = connection.createStatement()) {
      assertEquals(2, Sqlite.number(statement, "PRAGMA synchronous")); // 2 is FULL
      try (ResultSet rows = statement.executeQuery("PRAGMA journal_mode")) {
        assertEquals("wal", rows.getString(1));
      }
    }
  }

  @Test
  void readerSeesCommitsOfTheWriterAndCannotWrite() throws Exception {
    try (var store = SqliteLogStore.open(folder)) {
      store.append(Commit.of(records(3)));
      try (var reader = new SqliteReader(folder)) {
        assertEquals(3, reader.head());
        store.append(Commit.of(records(4)));
        assertEquals(7, reader.head());
      }
      try (var connection = Sqlite.openReader(folder.resolve("journal.db"));
          var statement = connection.createStatement()) {
        assertThrows(java.sql.SQLException.class, () -> statement.execute("DELETE FROM journal"));
      }
    }
  }

  private List<JournalRecord> records(int count) {
    List<JournalRecord> group = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequence++;
      String key = "key-" + sequence;
      byte[] command = ("command " + sequence).getBytes(UTF_8);
      byte[] effects = ("effects " + sequence).getBytes(UTF_8);
      last = chain.next(last, sequence, key, command, effects);
      group.add(new JournalRecord(sequence, key, command, effects, last));
    }
    return group;
  }
}
