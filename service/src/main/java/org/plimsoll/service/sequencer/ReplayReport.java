package org.plimsoll.service.sequencer;

import java.util.Optional;

/// What a replay did and found.
///
/// It applied the commands after `fromSequence` up to and including `toSequence`, compared
/// `marksCompared` recorded state hashes and `snapshotsCompared` hashes of snapshots, and ended
/// with this state and chain hash.
@SuppressWarnings("ArrayRecordComponent") // hashes, printed
public record ReplayReport(
    long fromSequence,
    long toSequence,
    long marksCompared,
    long snapshotsCompared,
    byte[] stateHash,
    byte[] chain,
    Optional<Divergence> divergence) {
  /// Whether the replay gave exactly what the journal records.
  public boolean isSame() {
    return divergence.isEmpty();
  }
}
