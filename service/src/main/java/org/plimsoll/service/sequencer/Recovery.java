package org.plimsoll.service.sequencer;

import java.util.function.LongConsumer;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// How a state machine was brought to the end of a journal: from the snapshot after
/// `snapshotSequence` (zero when it started from nothing) to the last record. `stateHash` is that
/// of the machine after it.
@SuppressWarnings("ArrayRecordComponent") // hashes, never compared as members of a record
public record Recovery(long snapshotSequence, long sequence, byte[] chain, byte[] stateHash) {
  /// Brings a fresh machine to the journal's end by the latest snapshot and the records after it,
  /// or throws when the journal is damaged or the machine does not give what it records.
  public static Recovery of(LogReader log, StateMachine machine) {
    return checked(Replay.fromSnapshot(log, machine, _ -> {}));
  }

  /// Brings a fresh machine to a sequence by the records from the first on.
  public static Recovery upTo(
      LogReader log, StateMachine machine, long last, LongConsumer progress) {
    return checked(Replay.fromGenesis(log, machine, last, progress));
  }

  private static Recovery checked(ReplayReport report) {
    report
        .divergence()
        .ifPresent(
            divergence -> {
              throw new StoreException(
                  StoreFault.STORE_DIVERGED, divergence.sequence(), divergence.describe() + ".");
            });
    return new Recovery(
        report.fromSequence(), report.toSequence(), report.chain(), report.stateHash());
  }

  /// The state that the machine was brought to, as a mark.
  public StateMark mark() {
    return new StateMark(sequence, stateHash);
  }

  /// The number of records applied.
  public long replayed() {
    return sequence - snapshotSequence;
  }
}
