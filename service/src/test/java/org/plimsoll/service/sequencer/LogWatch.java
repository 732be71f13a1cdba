package org.plimsoll.service.sequencer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plimsoll.service.publiclog.AccountLines;
import org.plimsoll.service.publiclog.LogEntries;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.Merkle;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TrustPolicy;

/// Watches the public log of a venue that is killed: what it must hold follows from the journal,
/// and no head may contradict one that was seen before.
final class LogWatch {
  private final DiskFiles files;
  private final LogEntries entries;
  private final TrustPolicy policy;
  private final List<byte[]> expected = new ArrayList<>();
  private final TreeMap<Long, Integer> upTo = new TreeMap<>(Map.of(0L, 0));
  private final Map<Long, StateMark> marks = new TreeMap<>();
  private Optional<Checkpoint> seen = Optional.empty();

  private LogWatch(DiskFiles files, LogKeys keys, RuleLibrary rules) {
    this.files = files;
    this.entries = new LogEntries(rules, new AccountLines(keys.salts()));
    this.policy = LogSettings.of(keys.signer()).policy();
  }

  /// Makes the log's keys, beside the journal to come.
  static LogWatch begin(Path journal, RuleLibrary rules) throws IOException {
    LogKeys keys = LogKeys.generate("venue.example/killed", new SecureRandom());
    keys.write(journal.resolveSibling("log.key"));
    return new LogWatch(new DiskFiles(journal.resolveSibling("public-log")), keys, rules);
  }

  /// Learns the state marks from a sequence on.
  void marks(LogReader journal, long from) {
    journal.marks(from, 100_000).forEach(mark -> marks.put(mark.sequence(), mark));
  }

  /// Takes what the journal kept.
  void witness(JournalRecord record) {
    expected.addAll(entries.of(record, marks.get(record.sequence())));
    upTo.put(record.sequence(), expected.size());
  }

  /// Checks the log as the dead process left it.
  ///
  /// @param acknowledged the last sequence that anyone was told of
  void check(long acknowledged) throws IOException {
    Optional<byte[]> bytes = files.read("checkpoint");
    if (bytes.isEmpty()) {
      assertEquals(0, acknowledged, "acknowledged without a head");
      return;
    }
    Checkpoint head = policy.check(SignedNote.parse(bytes.get())).checkpoint();
    PublishedLog log = new PublishedLog(files, head.size());
    assertTrue(
        head.size() >= upTo.floorEntry(acknowledged).getValue(),
        () -> "sequence " + acknowledged + " was acknowledged and is not in " + head);
    assertTrue(head.size() <= expected.size(), "the log is ahead of the journal");
    long before = seen.map(Checkpoint::size).orElse(0L);
    assertTrue(head.size() >= before, "the log became shorter");
    if (before > 0) {
      assertTrue(
          Merkle.isConsistent(
              before, head.size(), seen.orElseThrow().root(), head.root(), log.consistency(before)),
          () -> head + " does not continue " + seen);
    }
    for (long index = before; index < head.size(); index++) {
      assertArrayEquals(expected.get((int) index), log.entry(index), "entry " + index);
    }
    seen = Optional.of(head);
  }

  /// Verifies the whole log, and gives its size.
  long audit() throws IOException {
    return new LogAudit(files, policy).run((_, _) -> {}).head().checkpoint().size();
  }
}
