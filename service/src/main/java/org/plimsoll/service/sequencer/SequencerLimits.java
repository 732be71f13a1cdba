package org.plimsoll.service.sequencer;

/// The sequencer's limits and intervals.
///
/// A full queue makes `submit` wait and `trySubmit` answer at once. A group takes what is waiting,
/// up to its limit. Marks and snapshots come after every so many commands; zero means never.
public record SequencerLimits(
    int queueCommands,
    long queueBytes,
    int groupCommands,
    int commandBytes,
    int markEvery,
    int snapshotEvery) {
  /// Refuses limits that would stop everything.
  public SequencerLimits {
    if (queueCommands < 1
        || groupCommands < 1
        || commandBytes < 1
        || queueBytes < commandBytes
        || markEvery < 0
        || snapshotEvery < 0) {
      throw new IllegalArgumentException("limits must be positive, the queue hold one command");
    }
  }

  /// 16,384 commands or 64 MiB waiting, 1,024 in a group, 1 MiB each; a mark every 10,000 commands
  /// and a snapshot every 100,000.
  public static SequencerLimits standard() {
    return new SequencerLimits(16_384, 64L << 20, 1_024, 1 << 20, 10_000, 100_000);
  }

  /// These limits with another greatest size of a group.
  public SequencerLimits withGroupCommands(int commands) {
    return new SequencerLimits(
        queueCommands, queueBytes, commands, commandBytes, markEvery, snapshotEvery);
  }

  /// These limits with other intervals of marks and snapshots.
  public SequencerLimits withIntervals(int newMarkEvery, int newSnapshotEvery) {
    return new SequencerLimits(
        queueCommands, queueBytes, groupCommands, commandBytes, newMarkEvery, newSnapshotEvery);
  }
}
