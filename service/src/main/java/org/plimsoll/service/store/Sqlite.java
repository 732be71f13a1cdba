package org.plimsoll.service.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// Connections to the journal's SQLite file, its schema, and what SQLite's errors mean.
final class Sqlite {
  private static final int APPLICATION_ID = 0x504c494d; // PLIM
  private static final int FORMAT = 1;
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final long MAX_PAGES = 0xfffffffeL; // SQLite's own limit
  private static final int BUSY_MILLIS = 10_000;

  private static final String[] SCHEMA = {
    "CREATE TABLE journal(sequence INTEGER PRIMARY KEY, key TEXT NOT NULL, command BLOB NOT NULL,"
        + " effects BLOB NOT NULL, chain BLOB NOT NULL) STRICT",
    "CREATE TABLE state_mark(sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT",
    "CREATE TABLE position(source TEXT PRIMARY KEY, consumed INTEGER NOT NULL) STRICT,"
        + " WITHOUT ROWID",
    "CREATE TABLE key_run(first_sequence INTEGER PRIMARY KEY, fingerprints BLOB NOT NULL,"
        + " hash BLOB NOT NULL) STRICT",
    "CREATE TABLE key_seed(seed BLOB NOT NULL) STRICT",
    "INSERT INTO key_seed VALUES (randomblob(16))",
    "PRAGMA application_id = " + APPLICATION_ID,
    "PRAGMA user_version = " + FORMAT
  };

  private Sqlite() {}

  /// The one connection that writes: WAL, every commit synced, transactions begun for writing.
  ///
  /// The file may grow to `maxBytes`, rounded down to whole pages.
  static Connection openWriter(Path file, long maxBytes) throws SQLException {
    SQLiteConfig config = common();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA fullfsync = ON");
      statement.execute("PRAGMA checkpoint_fullfsync = ON");
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      long pages = Math.min(MAX_PAGES, maxBytes / number(statement, "PRAGMA page_size"));
      statement.execute("PRAGMA max_page_count = " + pages);
      statement.execute("PRAGMA cell_size_check = ON");
      // Leaves no frames of a cut transaction behind: WalInspection relies on it.
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      connection.setAutoCommit(false);
      prepare(file, statement);
      connection.commit();
    }
    return connection;
  }

  /// A connection that cannot change anything.
  ///
  /// It is opened for writing where the folder allows, since SQLite needs that to read a log which
  /// a crash left behind; `query_only` then keeps every statement from writing.
  static Connection openReader(Path file) throws SQLException {
    SQLiteConfig config = common();
    if (Files.isWritable(file) && Files.isWritable(file.toAbsolutePath().getParent())) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    } else {
      config.setReadOnly(true);
    }
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
      checkFormat(file, statement);
    }
    return connection;
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-8_192); // KiB
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private static void prepare(Path file, Statement statement) throws SQLException {
    if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
      for (String step : SCHEMA) {
        statement.execute(step);
      }
    }
    checkFormat(file, statement);
  }

  private static void checkFormat(Path file, Statement statement) throws SQLException {
    long id = number(statement, "PRAGMA application_id");
    long format = number(statement, "PRAGMA user_version");
    if (id != APPLICATION_ID || format != FORMAT) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE,
          0,
          "%s has application id %d and format %d, this program reads %d and %d."
              .formatted(file, id, format, APPLICATION_ID, FORMAT));
    }
  }

  static long number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /// The store's fault behind an SQLite error.
  static StoreException fault(String doing, long sequence, SQLException e) {
    StoreFault fault =
        e instanceof SQLiteException sqlite
            ? faultOf(sqlite.getResultCode())
            : StoreFault.STORE_SYNC_FAILED;
    return new StoreException(
        fault, sequence, "%s failed (%s).".formatted(doing, e.getMessage()), e);
  }

  private static StoreFault faultOf(SQLiteErrorCode code) {
    return switch (code.code & 0xff) { // the primary code, without its extension
      case 8, 14, 3, 23 -> StoreFault.STORE_READ_ONLY; // READONLY, CANTOPEN, PERM, AUTH
      case 11 -> StoreFault.STORE_CORRUPT; // CORRUPT
      case 26, 1 -> StoreFault.STORE_INCOMPATIBLE; // NOTADB, ERROR (no such table)
      case 13 -> StoreFault.STORE_DISK_FULL; // FULL
      case 5, 6, 15 -> StoreFault.STORE_LOCKED; // BUSY, LOCKED, PROTOCOL
      default -> StoreFault.STORE_SYNC_FAILED; // IOERR and what must never happen
    };
  }
}
