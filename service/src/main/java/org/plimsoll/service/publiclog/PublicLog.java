package org.plimsoll.service.publiclog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.sequencer.CommitListener;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogFault;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.LogSource;
import org.plimsoll.transparency.TransparencyLog;

/// Writes the public log from the journal: after a command is durable, before it is acknowledged or
/// shown.
///
/// The log is a function of the journal ({@link LogEntries}), and each entry says where in the
/// journal it belongs. So after a stop between the two, what the log lacks is appended from the
/// journal when it opens; a log that is ahead of its journal, or says something else, stays shut.
/// Entries are made and written by a thread of its own, many at a time; {@link #flush} waits until
/// all that was committed is below a signed head. When the log fails, so does the commit that waits
/// for it, and the venue stops.
public final class PublicLog implements CommitListener, AutoCloseable {
  private static final int WORTH_WRITING = 2_048;
  private static final int MOST_WAITING = 8_192;
  private static final int AT_A_TIME = 4_096;
  private static final int MARKS_AT_A_TIME = 1_000;

  private final DiskFiles files;
  private final TransparencyLog log;
  private final LogEntries entries;
  private final Pace pace;
  private final String key;
  private final ArrayDeque<JournalRecord> waiting = new ArrayDeque<>();
  private final SortedMap<Long, StateMark> marks = new TreeMap<>();
  private final Thread writer =
      Thread.ofPlatform().daemon().name("plimsoll-public-log").unstarted(this::run);
  private final ArrayDeque<Due> due = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long taken;
  private long written;
  private boolean wanted;
  private boolean closed;
  private volatile @Nullable Throwable failure;

  /// What waits for the log.
  public enum Pace {
    /// Every commit: nothing is acknowledged before it is provable.
    EACH_COMMIT,
    /// Only what is shown: see {@link #afterWritten}.
    WHEN_SHOWN
  }

  private PublicLog(
      DiskFiles files, TransparencyLog log, LogEntries entries, Pace pace, String key) {
    this.files = files;
    this.log = log;
    this.entries = entries;
    this.pace = pace;
    this.key = key;
  }

  /// Opens the log in a folder, or begins one, and brings it to the journal's end.
  ///
  /// @param journal to whose end no command may be added meanwhile
  /// @throws LogException when the log is damaged, or is not that of the journal
  public static PublicLog open(
      DiskFiles files, LogKeys keys, LogEntries entries, LogReader journal, Pace pace) {
    TransparencyLog log = TransparencyLog.open(files, LogSettings.of(keys.signer()));
    try {
      PublicLog venue = new PublicLog(files, log, entries, pace, keys.signer().verifier().text());
      venue.catchUp(journal);
      venue.writer.start();
      return venue;
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  /// What anyone may read of the log.
  public LogSource published() {
    return files;
  }

  /// The public key of the log, as verifiers take it.
  public String key() {
    return key;
  }

  /// Entries below the last signed head.
  public long size() {
    return log.published().map(head -> Checkpoint.parse(head.text()).size()).orElse(0L);
  }

  private void catchUp(LogReader journal) {
    long size = log.size();
    long from = 1;
    int skip = 0;
    if (size > 0) {
      byte[] last = log.entry(size - 1);
      LogEntries.Place place = LogEntries.place(last);
      from = place.sequence();
      skip = place.part() + 1;
      if (from > journal.head()) {
        throw new LogException(
            LogFault.FORKED,
            "the public log knows journal sequence %d, and the journal ends at %d: it was put back"
                .formatted(from, journal.head()));
      }
      requireSame(journal, from, place.part(), last);
    }
    try (RecordCursor cursor = journal.read(from)) {
      Marks found = new Marks(journal, from);
      List<byte[]> some = new ArrayList<>();
      for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
        List<byte[]> all = entries.of(next, found.at(next.sequence()));
        some.addAll(all.subList(Math.min(skip, all.size()), all.size()));
        skip = 0;
        if (some.size() >= AT_A_TIME) {
          append(some);
        }
      }
      append(some);
    }
    log.checkpoint();
  }

  private void requireSame(LogReader journal, long sequence, int part, byte[] last) {
    try (RecordCursor cursor = journal.read(sequence)) {
      JournalRecord record = cursor.next();
      List<byte[]> all =
          record == null
              ? List.of()
              : entries.of(record, new Marks(journal, sequence).at(sequence));
      if (part >= all.size() || !Arrays.equals(all.get(part), last)) {
        throw new LogException(
            LogFault.FORKED,
            "the public log's last entry, of journal sequence %d, is not what the journal says"
                .formatted(sequence));
      }
    }
  }

  /// The state marks of a journal, asked for in order.
  private static final class Marks {
    private final LogReader journal;
    private final ArrayDeque<StateMark> known = new ArrayDeque<>();
    private long asked;
    private boolean ended;

    Marks(LogReader journal, long from) {
      this.journal = journal;
      this.asked = from;
    }

    @Nullable StateMark at(long sequence) {
      while (!known.isEmpty() && known.getFirst().sequence() < sequence) {
        known.removeFirst();
      }
      if (known.isEmpty() && !ended) {
        known.addAll(journal.marks(Math.max(asked, sequence), MARKS_AT_A_TIME));
        ended = known.isEmpty();
        asked = ended ? asked : known.getLast().sequence() + 1;
      }
      StateMark next = known.peekFirst();
      return next != null && next.sequence() == sequence ? next : null;
    }
  }

  private void append(List<byte[]> some) {
    if (!some.isEmpty()) {
      log.append(some);
      log.checkpoint();
      some.clear();
    }
  }

  @Override
  public void marked(StateMark mark) {
    locked(() -> marks.put(mark.sequence(), mark));
  }

  @Override
  public void committed(List<JournalRecord> records) {
    locked(
        () -> {
          waiting.addAll(records);
          taken += records.size();
          changed.signalAll();
          while (waiting.size() > MOST_WAITING && failure == null) {
            changed.awaitUninterruptibly();
          }
        });
    requireSound();
    if (pace == Pace.EACH_COMMIT) {
      flush();
    }
  }

  /// Returns once everything that was committed is below a signed head.
  ///
  /// @throws LogException when the log has failed
  public void flush() {
    locked(
        () -> {
          long all = taken;
          while (written < all && failure == null && !closed) {
            wanted = true;
            changed.signalAll();
            changed.awaitUninterruptibly();
          }
        });
    requireSound();
  }

  /// Runs something once everything that was committed is below a signed head, in order: now, or on
  /// the thread that writes.
  public void afterWritten(Runnable work) {
    requireSound();
    locked(
        () -> {
          due.add(new Due(taken, work));
          if (written < taken) {
            wanted = true;
            changed.signalAll();
          }
        });
    runDue();
  }

  private record Due(long at, Runnable work) {}

  private void runDue() {
    List<Runnable> works = new ArrayList<>();
    locked(
        () -> {
          while (!due.isEmpty() && due.getFirst().at() <= written) {
            works.add(due.removeFirst().work());
          }
        });
    works.forEach(Runnable::run);
  }

  @Override
  public void idle() {
    flush();
  }

  private void requireSound() {
    Throwable cause = failure;
    if (cause != null) {
      throw new LogException(LogFault.HALTED, "the public log has failed: " + cause, cause);
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      List<JournalRecord> some = next();
      while (!some.isEmpty()) {
        write(some);
        some = next();
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      locked(changed::signalAll);
    }
  }

  /// What is to be written next; nothing at the end.
  private List<JournalRecord> next() {
    List<JournalRecord> some = new ArrayList<>();
    locked(
        () -> {
          while (!closed && !(wanted && !waiting.isEmpty()) && waiting.size() < WORTH_WRITING) {
            changed.awaitUninterruptibly();
          }
          some.addAll(waiting);
          waiting.clear();
          wanted = false;
          changed.signalAll();
        });
    return some;
  }

  private void write(List<JournalRecord> some) {
    List<byte[]> all = new ArrayList<>();
    for (JournalRecord record : some) {
      all.addAll(entries.of(record, takeMark(record.sequence())));
      if (all.size() >= AT_A_TIME) {
        append(all);
      }
    }
    append(all);
    locked(
        () -> {
          written += some.size();
          changed.signalAll();
        });
    runDue();
  }

  private @Nullable StateMark takeMark(long sequence) {
    lock.lock();
    try {
      return marks.remove(sequence);
    } finally {
      lock.unlock();
    }
  }

  /// Writes what is left and gives the folder free.
  @Override
  public void close() {
    locked(
        () -> {
          closed = true;
          changed.signalAll();
        });
    boolean interrupted = false;
    while (true) {
      try {
        writer.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
