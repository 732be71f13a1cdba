package org.plimsoll.service.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.plimsoll.service.cli.Finding.Health;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.venue.RuleLibrary;

/// How a journal is: whether it can be read, who writes it, whether its end is sound and which
/// rules it was written under. Nothing is changed, and a venue may be running on it.
final class JournalChecks {
  private static final int TAIL = 1_000;

  private final Session session;
  private final Path folder;

  JournalChecks(Session session, Path folder) {
    this.session = session;
    this.folder = folder;
  }

  List<Finding> findings() {
    if (!SqliteReader.isIn(folder)) {
      return List.of(finding("journal", Health.FAILED, "doctor.noJournal", folder));
    }
    List<Finding> findings = new ArrayList<>();
    try (SqliteReader log = new SqliteReader(folder)) {
      long head = log.head();
      findings.add(finding("journal", Health.OK, "doctor.journal", folder, head));
      findings.add(writer());
      findings.add(tail(log, head));
      findings.add(snapshot(log, head));
      findings.add(rules(log));
    } catch (StoreException e) {
      findings.add(failed("journal", e));
    }
    return findings;
  }

  private Finding writer() {
    OptionalLong process = SqliteLogStore.writerOf(folder);
    return process.isPresent()
        ? finding("journalWriter", Health.OK, "doctor.writer", process.getAsLong())
        : finding("journalWriter", Health.OK, "doctor.noWriter");
  }

  /// Checks the hash chain of the last records; `replay --verify` checks them all.
  private Finding tail(SqliteReader log, long head) {
    long from = Math.max(1, head - TAIL + 1);
    HashChain hashes = new HashChain();
    byte[] chain = HashChain.genesis();
    try (RecordCursor cursor = log.read(Math.max(1, from - 1))) {
      if (from > 1) {
        JournalRecord before = cursor.next();
        chain = before == null ? chain : before.chain();
      }
      for (long sequence = from; sequence <= head; sequence++) {
        JournalRecord next = cursor.next();
        if (next == null) {
          return finding("journalTail", Health.FAILED, "doctor.recordMissing", sequence);
        }
        hashes.check(chain, sequence, next);
        chain = next.chain();
      }
      return finding("journalTail", Health.OK, "doctor.tail", head - from + 1);
    } catch (StoreException e) {
      return failed("journalTail", e);
    }
  }

  private Finding snapshot(SqliteReader log, long head) {
    Snapshot snapshot = log.latestSnapshot().orElse(null);
    if (snapshot == null) {
      return finding("journalSnapshot", Health.OK, "doctor.noSnapshot", head);
    }
    return snapshot.sequence() > log.head()
        ? finding("journalSnapshot", Health.FAILED, "doctor.snapshotAhead", snapshot.sequence())
        : finding(
            "journalSnapshot",
            Health.OK,
            "doctor.snapshot",
            snapshot.sequence(),
            Math.max(0, head - snapshot.sequence()));
  }

  private Finding rules(SqliteReader log) {
    try {
      Objects.requireNonNull(RuleLibrary.builtIn().bookFor(log));
      return finding("journalRules", Health.OK, "doctor.rules");
    } catch (StoreException e) {
      return failed("journalRules", e);
    }
  }

  private Finding failed(String check, StoreException e) {
    String remedy = session.messages().get("remedy." + e.fault().name());
    String place = e.sequence() == 0 ? "" : "@" + e.sequence() + " ";
    return new Finding(
        check, Health.FAILED, e.fault().name() + " " + place + e.found() + " " + remedy);
  }

  private Finding finding(String check, Health health, String key, Object... values) {
    return new Finding(check, health, session.messages().get(key, values));
  }
}
