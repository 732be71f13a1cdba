package org.plimsoll.service.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A SQLite journal opened for reading, while another process may write to it.
public final class SqliteReader implements LogReader {
  private static final int PAGE_RECORDS = 1_024;
  private static final String COLUMNS =
      "SELECT sequence, key, command, effects, chain FROM journal";

  private final Path file;
  private final Connection connection;
  private final PreparedStatement oneRecord;
  private final SnapshotFolder snapshots;

  /// Whether a folder holds a journal.
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(SqliteLogStore.FILE));
  }

  /// Reads the store in a folder.
  public SqliteReader(Path folder) {
    this.file = folder.resolve(SqliteLogStore.FILE);
    if (!Files.exists(file)) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE, 0, "There is no journal in folder %s.".formatted(folder));
    }
    this.snapshots = new SnapshotFolder(folder.resolve(SqliteLogStore.SNAPSHOTS));
    try {
      this.connection = Sqlite.openReader(file);
      this.oneRecord = connection.prepareStatement(COLUMNS + " WHERE sequence = ?");
    } catch (SQLException e) {
      throw Sqlite.fault("Opening " + file, 0, e);
    }
  }

  @Override
  public synchronized long head() {
    try (Statement statement = connection.createStatement()) {
      return Sqlite.number(statement, "SELECT coalesce(max(sequence), 0) FROM journal");
    } catch (SQLException e) {
      throw Sqlite.fault("Reading the last sequence", 0, e);
    }
  }

  /// The record at a sequence, null when there is none. Its chain hash is not checked.
  synchronized @Nullable JournalRecord record(long sequence) {
    try {
      oneRecord.setLong(1, sequence);
      try (ResultSet rows = oneRecord.executeQuery()) {
        return rows.next() ? record(rows) : null;
      }
    } catch (SQLException e) {
      throw Sqlite.fault("Reading a record", sequence, e);
    }
  }

  private static JournalRecord record(ResultSet rows) throws SQLException {
    return new JournalRecord(
        rows.getLong(1), rows.getString(2), rows.getBytes(3), rows.getBytes(4), rows.getBytes(5));
  }

  @Override
  public RecordCursor read(long fromSequence) {
    try {
      return new Pages(Sqlite.openReader(file), fromSequence);
    } catch (SQLException e) {
      throw Sqlite.fault("Reading the journal", fromSequence, e);
    }
  }

  @Override
  public synchronized List<StateMark> marks(long fromSequence, int limit) {
    String query =
        "SELECT sequence, hash FROM state_mark WHERE sequence >= ? ORDER BY sequence LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, fromSequence);
      statement.setInt(2, limit);
      List<StateMark> marks = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          marks.add(new StateMark(rows.getLong(1), rows.getBytes(2)));
        }
      }
      return marks;
    } catch (SQLException e) {
      throw Sqlite.fault("Reading the state marks", fromSequence, e);
    }
  }

  /// The last state mark at or before a sequence.
  public synchronized Optional<StateMark> lastMark(long sequence) {
    String query =
        "SELECT sequence, hash FROM state_mark WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, sequence);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new StateMark(rows.getLong(1), rows.getBytes(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw Sqlite.fault("Reading the last state mark", sequence, e);
    }
  }

  @Override
  public synchronized OptionalLong position(String source) {
    String query = "SELECT consumed FROM position WHERE source = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, source);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    } catch (SQLException e) {
      throw Sqlite.fault("Reading the position of " + source, 0, e);
    }
  }

  @Override
  public Optional<Snapshot> latestSnapshot() {
    return snapshots.latest();
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Sqlite.fault("Closing " + file, 0, e);
    }
  }

  /// Reads page by page, so that a slow reader does not keep the writer's log from being emptied.
  private static final class Pages implements RecordCursor {
    private final Connection connection;
    private final PreparedStatement statement;
    private final ArrayDeque<JournalRecord> page = new ArrayDeque<>(PAGE_RECORDS);
    private long from;

    Pages(Connection connection, long from) throws SQLException {
      this.connection = connection;
      this.from = from;
      this.statement =
          connection.prepareStatement(
              COLUMNS + " WHERE sequence >= ? ORDER BY sequence LIMIT " + PAGE_RECORDS);
    }

    @Override
    public @Nullable JournalRecord next() {
      if (page.isEmpty()) {
        fill();
      }
      return page.poll();
    }

    private void fill() {
      try {
        statement.setLong(1, from);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            page.add(record(rows));
          }
        }
      } catch (SQLException e) {
        throw Sqlite.fault("Reading the journal", from, e);
      }
      if (!page.isEmpty()) {
        from = page.getLast().sequence() + 1;
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw Sqlite.fault("Closing the journal", from, e);
      }
    }
  }
}
