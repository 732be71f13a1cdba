package org.plimsoll.service.publiclog;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogFault;
import org.plimsoll.transparency.LogSource;
import org.plimsoll.transparency.Opening;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TlogProof;
import org.plimsoll.transparency.TransparencyLog;

/// Finds what the public log committed to of an account: found in the journal, salted with the
/// venue's secret, and proven by the log.
public final class OwnLines {
  private final LogReader journal;
  private final SignedNote head;
  private final PublishedLog log;
  private final AccountLines lines;

  /// A line of an account with what shows that the log has it.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Own(Opening opening, TlogProof proof, byte[] entry) {}

  private OwnLines(LogReader journal, SignedNote head, PublishedLog log, AccountLines lines) {
    this.journal = journal;
    this.head = head;
    this.log = log;
    this.lines = lines;
  }

  /// The lines that a venue can open.
  public static OwnLines of(LogReader journal, LogSource files, LogKeys keys) throws IOException {
    byte[] bytes =
        files
            .read(TransparencyLog.CHECKPOINT)
            .orElseThrow(
                () -> new LogException(LogFault.STORAGE, "the log publishes no checkpoint"));
    SignedNote note = SignedNote.parse(bytes);
    return new OwnLines(
        journal,
        note,
        new PublishedLog(files, Checkpoint.parse(note.text()).size()),
        new AccountLines(keys.salts()));
  }

  /// The latest lines of an account, the last first.
  public List<Own> latest(String account, int limit) throws IOException {
    ArrayDeque<AccountLines.Line> found = new ArrayDeque<>();
    try (RecordCursor cursor = journal.read(1)) {
      for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
        List<Effect> effects = EffectCodec.decode(next.effects());
        String at = effects.isEmpty() ? "" : CommandCodec.at(next.command()).toString();
        for (int place = 0; place < effects.size(); place++) {
          AccountLines.Line line = lines.of(effects.get(place), next.sequence(), place, at);
          if (line != null && line.account().equals(account)) {
            found.addFirst(line);
          }
        }
        while (found.size() > limit) {
          found.removeLast();
        }
      }
    }
    List<Own> own = new ArrayList<>();
    for (AccountLines.Line line : found) {
      own.add(prove(line));
    }
    return own;
  }

  private Own prove(AccountLines.Line line) throws IOException {
    for (long index = firstOf(line.sequence()); index < log.size(); index++) {
      byte[] entry = log.entry(index);
      if (LogEntries.place(entry).sequence() != line.sequence()) {
        break;
      }
      if (line.opening().isIn(entry)) {
        return new Own(line.opening(), new TlogProof(index, log.inclusion(index), head), entry);
      }
    }
    throw new LogException(
        LogFault.NOT_PROVEN,
        "the log has no commitment to a line of journal sequence " + line.sequence());
  }

  /// Entries are in the journal's order, so the first of a sequence is found by halving.
  private long firstOf(long sequence) throws IOException {
    long low = 0;
    long high = log.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (LogEntries.place(log.entry(middle)).sequence() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
