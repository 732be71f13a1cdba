package org.plimsoll.service.sequencer;

import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// How a state machine was brought to the end of a journal: from the snapshot after
/// `snapshotSequence` (zero when it started from nothing) to the last record.
@SuppressWarnings("ArrayRecordComponent") // the chain's current hash, never compared
public record Recovery(long snapshotSequence, long sequence, byte[] chain) {
  /// Brings a fresh machine to the journal's end by the latest snapshot and the records after it,
  /// or throws when the journal is damaged or the machine does not give what it records.
  public static Recovery of(LogReader log, StateMachine machine) {
    ReplayReport report = Replay.fromSnapshot(log, machine, _ -> {});
    report
        .divergence()
        .ifPresent(
            divergence -> {
              throw new StoreException(
                  StoreFault.STORE_DIVERGED, divergence.sequence(), divergence.describe() + ".");
            });
    return new Recovery(report.fromSequence(), report.toSequence(), report.chain());
  }

  /// The number of records applied.
  public long replayed() {
    return sequence - snapshotSequence;
  }
}
