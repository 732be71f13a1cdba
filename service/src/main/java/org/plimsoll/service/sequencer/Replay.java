package org.plimsoll.service.sequencer;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// Applies a journal again in a fresh state machine and compares everything it recorded: the hash
/// chain at every record, the effects of every command, and the state hash at every mark and at the
/// latest snapshot.
///
/// A damaged journal throws [StoreException]; a sound one whose replay differs gives a report with
/// the first [Divergence]. The journal may be written to meanwhile: the replay ends where the
/// journal ended when it began.
public final class Replay {
  private static final int MARKS_AT_A_TIME = 1_000;
  private static final int PROGRESS_EVERY = 10_000;

  private final LogReader log;
  private final StateMachine machine;
  private final LongConsumer progress;
  private final HashChain hashes = new HashChain();
  private final ArrayDeque<StateMark> marks = new ArrayDeque<>();
  private long sequence;
  private byte[] chain = HashChain.genesis();
  private boolean marksEnded;
  private long marksCompared;
  private long snapshotsCompared;
  private @Nullable StateMark snapshotMark;

  private Replay(LogReader log, StateMachine machine, LongConsumer progress) {
    this.log = log;
    this.machine = machine;
    this.progress = progress;
  }

  /// Replays from the first command on. `progress` hears the sequence every 10,000 commands.
  public static ReplayReport fromGenesis(
      LogReader log, StateMachine machine, LongConsumer progress) {
    return fromGenesis(log, machine, Long.MAX_VALUE, progress);
  }

  /// Replays from the first command on, and ends at `last` when the journal is longer.
  public static ReplayReport fromGenesis(
      LogReader log, StateMachine machine, long last, LongConsumer progress) {
    Replay replay = new Replay(log, machine, progress);
    log.latestSnapshot().ifPresent(replay::expect);
    return replay.run(Optional.empty(), last);
  }

  /// Replays from the latest snapshot on, or from the first command when there is none.
  public static ReplayReport fromSnapshot(
      LogReader log, StateMachine machine, LongConsumer progress) {
    return new Replay(log, machine, progress).run(log.latestSnapshot(), Long.MAX_VALUE);
  }

  private void expect(Snapshot snapshot) {
    if (snapshot.sequence() > log.head()) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT,
          log.head() + 1,
          "A snapshot was taken after sequence %d, but the journal ends before: acknowledged commands are missing."
              .formatted(snapshot.sequence()));
    }
    snapshotMark = new StateMark(snapshot.sequence(), snapshot.stateHash());
  }

  private ReplayReport run(Optional<Snapshot> snapshot, long last) {
    long end = Math.min(last, log.head());
    @Nullable Divergence divergence = null;
    if (snapshot.isPresent()) {
      divergence = restore(snapshot.get());
    }
    long from = sequence;
    if (divergence == null) {
      divergence = applyUpTo(end);
    }
    return new ReplayReport(
        from,
        sequence,
        marksCompared,
        snapshotsCompared,
        machine.stateHash(),
        chain,
        Optional.ofNullable(divergence));
  }

  private @Nullable Divergence restore(Snapshot snapshot) {
    try (RecordCursor cursor = log.read(snapshot.sequence())) {
      JournalRecord last = cursor.next();
      if (last == null
          || last.sequence() != snapshot.sequence()
          || !Arrays.equals(last.chain(), snapshot.chain())) {
        throw new StoreException(
            StoreFault.STORE_CORRUPT,
            snapshot.sequence(),
            "The journal lacks the record that a snapshot was taken after.");
      }
      restoreBody(snapshot);
      sequence = snapshot.sequence();
      chain = snapshot.chain();
      return compare(Divergence.Kind.SNAPSHOT, last, snapshot.stateHash(), machine.stateHash());
    }
  }

  private void restoreBody(Snapshot snapshot) {
    try {
      machine.restore(snapshot.body());
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE,
          snapshot.sequence(),
          "The snapshot is intact, but this version cannot read it (%s). Without the folder snapshots the whole journal is replayed instead."
              .formatted(e.getMessage()),
          e);
    }
  }

  private @Nullable Divergence applyUpTo(long end) {
    try (RecordCursor cursor = log.read(sequence + 1)) {
      while (sequence < end) {
        JournalRecord next = cursor.next();
        if (next == null) {
          throw new StoreException(
              StoreFault.STORE_CORRUPT, sequence + 1, "The record is missing from the journal.");
        }
        Divergence divergence = apply(next);
        if (divergence != null) {
          return divergence;
        }
        if (sequence % PROGRESS_EVERY == 0) {
          progress.accept(sequence);
        }
      }
      return null;
    }
  }

  private @Nullable Divergence apply(JournalRecord next) {
    hashes.check(chain, sequence + 1, next);
    sequence++;
    chain = next.chain();
    byte[] effects = machine.apply(sequence, next.command());
    Divergence divergence = compare(Divergence.Kind.EFFECTS, next, next.effects(), effects);
    return divergence != null ? divergence : compareState(next);
  }

  private @Nullable Divergence compareState(JournalRecord next) {
    StateMark mark = nextMark();
    boolean marked = mark != null && mark.sequence() == sequence;
    StateMark snapshot = snapshotMark;
    boolean snapshotted = snapshot != null && snapshot.sequence() == sequence;
    if (!marked && !snapshotted) {
      return null;
    }
    byte[] hash = machine.stateHash();
    Divergence divergence = null;
    if (mark != null && marked) {
      marks.remove();
      marksCompared++;
      divergence = compare(Divergence.Kind.STATE, next, mark.hash(), hash);
    }
    if (divergence == null && snapshot != null && snapshotted) {
      snapshotsCompared++;
      divergence = compare(Divergence.Kind.SNAPSHOT, next, snapshot.hash(), hash);
    }
    return divergence;
  }

  private @Nullable StateMark nextMark() {
    if (marks.isEmpty() && !marksEnded) {
      marks.addAll(log.marks(sequence, MARKS_AT_A_TIME));
      marksEnded = marks.isEmpty();
    }
    return marks.peek();
  }

  private static @Nullable Divergence compare(
      Divergence.Kind kind, JournalRecord at, byte[] expected, byte[] actual) {
    return MessageDigest.isEqual(expected, actual)
        ? null
        : new Divergence(kind, at.sequence(), at.key(), at.command(), expected, actual);
  }
}
