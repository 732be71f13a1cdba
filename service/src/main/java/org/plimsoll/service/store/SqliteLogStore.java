package org.plimsoll.service.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The embedded journal: one SQLite file in WAL mode, synced at every commit, with one writer.
///
/// A folder holds `journal.db` (with SQLite's `-wal` and `-shm` beside it), `snapshots/` and
/// `lock`. The format is documented in `docs/reference/journal.md`.
public final class SqliteLogStore implements LogStore {
  static final String FILE = "journal.db";
  static final String SNAPSHOTS = "snapshots";

  /// The greatest size of the file unless another is given: one TiB.
  private static final long MAX_BYTES = 1L << 40;

  /// Keys whose fingerprints are stored together, in sequence order.
  private static final int KEYS_PER_RUN = 65_536;

  private final StoreLock lock;
  private final Connection connection;
  private final PreparedStatement insertRecord;
  private final PreparedStatement insertMark;
  private final PreparedStatement upsertPosition;
  private final PreparedStatement insertRun;
  private final SqliteReader reader;
  private final SnapshotFolder snapshots;
  private final SipHash fingerprints;
  private final KeyIndex keys = new KeyIndex();
  private final ByteBuffer run = ByteBuffer.allocate(KEYS_PER_RUN * Long.BYTES);
  private final HashChain chain = new HashChain();
  private volatile long head;
  private @Nullable StoreException failure;

  private SqliteLogStore(Path folder, StoreLock lock, Connection connection) throws SQLException {
    this.lock = lock;
    this.connection = connection;
    this.snapshots = new SnapshotFolder(folder.resolve(SNAPSHOTS));
    this.insertRecord = connection.prepareStatement("INSERT INTO journal VALUES (?, ?, ?, ?, ?)");
    this.insertMark = connection.prepareStatement("INSERT INTO state_mark VALUES (?, ?)");
    this.insertRun = connection.prepareStatement("INSERT INTO key_run VALUES (?, ?, ?)");
    this.upsertPosition =
        connection.prepareStatement(
            "INSERT INTO position VALUES (?1, ?2) ON CONFLICT(source)"
                + " DO UPDATE SET consumed = excluded.consumed WHERE excluded.consumed > consumed");
    this.reader = new SqliteReader(folder);
    this.head = reader.head();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT seed FROM key_seed")) {
      if (!rows.next()) {
        throw new StoreException(StoreFault.STORE_CORRUPT, 0, "The key index has no seed.");
      }
      this.fingerprints = new SipHash(rows.getBytes(1));
    }
    loadKeys();
    connection.commit();
  }

  /// Opens the store in a folder for writing, creating both where they are missing.
  public static SqliteLogStore open(Path folder) {
    return open(folder, MAX_BYTES);
  }

  /// Opens the store with another greatest size of its file, beyond which it counts as full.
  public static SqliteLogStore open(Path folder, long maxBytes) {
    StoreLock lock = StoreLock.take(folder);
    Connection connection = null;
    try {
      WalInspection.check(folder.resolve(FILE + "-wal"));
      connection = Sqlite.openWriter(folder.resolve(FILE), maxBytes);
      return new SqliteLogStore(folder, lock, connection);
    } catch (SQLException e) {
      abandon(connection, lock);
      throw Sqlite.fault("Opening " + folder.resolve(FILE), 0, e);
    } catch (StoreException e) {
      abandon(connection, lock);
      throw e;
    }
  }

  /// The id of the process that has the store in a folder open for writing; nothing when none has.
  public static OptionalLong writerOf(Path folder) {
    return StoreLock.holderOf(folder);
  }

  private static void abandon(@Nullable Connection connection, StoreLock lock) {
    try (lock;
        connection) {
      return;
    } catch (SQLException e) {
      // The failure that made us abandon the store is the one to report.
      return;
    }
  }

  private void loadKeys() throws SQLException {
    long next = 1;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM key_run ORDER BY first_sequence")) {
      while (rows.next()) {
        byte[] bytes = rows.getBytes(2);
        if (rows.getLong(1) != next
            || bytes.length != KEYS_PER_RUN * Long.BYTES
            || !MessageDigest.isEqual(HashChain.sha256().digest(bytes), rows.getBytes(3))) {
          throw new StoreException(
              StoreFault.STORE_CORRUPT, next, "The index of keys is damaged from here on.");
        }
        for (ByteBuffer all = ByteBuffer.wrap(bytes); all.hasRemaining(); next++) {
          keys.add(all.getLong(), next);
        }
      }
    }
    loadKeysAfter(next);
  }

  private void loadKeysAfter(long first) throws SQLException {
    long next = first;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT sequence, key FROM journal WHERE sequence >= ? ORDER BY sequence")) {
      statement.setLong(1, first);
      try (ResultSet rows = statement.executeQuery()) {
        for (; rows.next(); next++) {
          if (rows.getLong(1) != next || next - first == KEYS_PER_RUN) {
            throw new StoreException(
                StoreFault.STORE_CORRUPT, next, "The record or its place in the index is missing.");
          }
          note(next, rows.getString(2));
        }
      }
    }
    if (next != head + 1) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT, next, "The index of keys reaches beyond the journal.");
    }
  }

  private void note(long sequence, String key) {
    long fingerprint = fingerprints.hash(key);
    keys.add(fingerprint, sequence);
    run.putLong(fingerprint);
  }

  @Override
  public void append(Commit commit) {
    if (failure != null) {
      throw failure;
    }
    try {
      write(commit);
      connection.commit();
    } catch (SQLException e) {
      // Whether the commit is on the disk is unknown, and a second sync would not tell: never
      // retry.
      failure = Sqlite.fault("Committing", head + 1, e);
      throw failure;
    }
    if (!commit.records().isEmpty()) {
      head = commit.records().getLast().sequence();
    }
  }

  private void write(Commit commit) throws SQLException {
    long sequence = head;
    for (JournalRecord entry : commit.records()) {
      if (entry.sequence() != ++sequence) {
        throw new IllegalArgumentException(
            "record %d appended where %d belongs".formatted(entry.sequence(), sequence));
      }
      insertRecord.setLong(1, sequence);
      insertRecord.setString(2, entry.key());
      insertRecord.setBytes(3, entry.command());
      insertRecord.setBytes(4, entry.effects());
      insertRecord.setBytes(5, entry.chain());
      insertRecord.addBatch();
      note(sequence, entry.key());
      if (!run.hasRemaining()) {
        writeRun(sequence - KEYS_PER_RUN + 1);
      }
    }
    if (!commit.records().isEmpty()) {
      insertRecord.executeBatch();
    }
    for (StateMark mark : commit.marks()) {
      insertMark.setLong(1, mark.sequence());
      insertMark.setBytes(2, mark.hash());
      insertMark.executeUpdate();
    }
    for (SourcePosition position : commit.positions()) {
      upsertPosition.setString(1, position.source());
      upsertPosition.setLong(2, position.offset());
      upsertPosition.executeUpdate();
    }
  }

  private void writeRun(long firstSequence) throws SQLException {
    insertRun.setLong(1, firstSequence);
    insertRun.setBytes(2, run.array());
    insertRun.setBytes(3, HashChain.sha256().digest(run.array()));
    insertRun.executeUpdate();
    run.clear();
  }

  @Override
  public Optional<JournalRecord> find(String key) {
    Lookup lookup = new Lookup(key);
    keys.candidates(fingerprints.hash(key), lookup);
    return Optional.ofNullable(lookup.found);
  }

  private final class Lookup implements KeyIndex.Candidate {
    private final String key;
    private @Nullable JournalRecord found;

    Lookup(String key) {
      this.key = key;
    }

    @Override
    public boolean proceedAfter(long sequence) {
      JournalRecord entry = checked(sequence);
      if (!entry.key().equals(key)) {
        return true;
      }
      found = entry;
      return false;
    }
  }

  private JournalRecord checked(long sequence) {
    byte[] previous = HashChain.genesis();
    if (sequence > 1) {
      previous = present(sequence - 1).chain();
    }
    JournalRecord entry = present(sequence);
    chain.check(previous, sequence, entry);
    return entry;
  }

  private JournalRecord present(long sequence) {
    JournalRecord entry = reader.record(sequence);
    if (entry == null) {
      throw new StoreException(StoreFault.STORE_CORRUPT, sequence, "The record is missing.");
    }
    return entry;
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public RecordCursor read(long fromSequence) {
    return reader.read(fromSequence);
  }

  @Override
  public List<StateMark> marks(long fromSequence, int limit) {
    return reader.marks(fromSequence, limit);
  }

  @Override
  public OptionalLong position(String source) {
    return reader.position(source);
  }

  @Override
  public Optional<Snapshot> latestSnapshot() {
    return snapshots.latest();
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) {
    snapshots.save(snapshot);
  }

  @Override
  public void close() {
    try (lock;
        reader;
        connection) {
      if (failure == null) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw Sqlite.fault("Closing the journal", head, e);
    }
  }
}
