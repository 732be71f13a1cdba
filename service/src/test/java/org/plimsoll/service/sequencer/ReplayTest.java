package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;

class ReplayTest {
  private static final SequencerLimits LIMITS = SequencerLimits.standard().withIntervals(100, 400);

  @TempDir Path folder;

  @Test
  void twoFreshProcessesAndTheLiveRunReachTheSameHashes() throws Exception {
    Tally live = new Tally();
    String expected;
    try (var store = SqliteLogStore.open(folder)) {
      try (var sequencer = Sequencer.open(store, live, LIMITS, Halt.process())) {
        for (int i = 0; i < 1_000; i++) {
          var _ = sequencer.submit("key-" + i, ("command " + i % 37).getBytes(UTF_8));
        }
      }
      var last = java.util.Objects.requireNonNull(store.read(1_000).next());
      expected = "1000 10 " + Hex.of(live.stateHash()) + " " + Hex.of(last.chain());
    }
    String machine = Tally.class.getName();
    assertEquals(expected, FreshJvm.run(FreshJvm.replay(folder, machine, List.of("-Xint"))));
    assertEquals(
        expected,
        FreshJvm.run(
            FreshJvm.replay(
                folder, machine, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))));
  }

  @Test
  void replayFromTheSnapshotReachesTheSameStateAsFromTheStart() throws Exception {
    fill();
    try (var log = new SqliteReader(folder)) {
      ReplayReport whole = Replay.fromGenesis(log, new Tally(), _ -> {});
      ReplayReport rest = Replay.fromSnapshot(log, new Tally(), _ -> {});
      assertTrue(whole.isSame() && rest.isSame());
      assertEquals(0, whole.fromSequence());
      assertTrue(rest.fromSequence() > 0);
      assertEquals(Hex.of(whole.stateHash()), Hex.of(rest.stateHash()));
      assertEquals(Hex.of(whole.chain()), Hex.of(rest.chain()));
    }
  }

  @Test
  void firstDifferentEffectIsReportedWithItsCommand() throws Exception {
    fill();
    try (var log = new SqliteReader(folder)) {
      ReplayReport report = Replay.fromGenesis(log, new Changed(77, true), _ -> {});
      Divergence divergence = report.divergence().orElseThrow();
      assertEquals(Divergence.Kind.EFFECTS, divergence.kind());
      assertEquals(77, divergence.sequence());
      assertEquals("key-76", divergence.key());
      assertEquals("command 2", new String(divergence.command(), UTF_8));
    }
  }

  @Test
  void hiddenDifferenceOfStateIsFoundAtTheNextMark() throws Exception {
    fill();
    try (var log = new SqliteReader(folder)) {
      ReplayReport report = Replay.fromGenesis(log, new Changed(277, false), _ -> {});
      assertFalse(report.isSame());
      Divergence divergence = report.divergence().orElseThrow();
      assertEquals(Divergence.Kind.STATE, divergence.kind());
      assertEquals(300, divergence.sequence());
      assertEquals(3, report.marksCompared());
    }
  }

  private void fill() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), LIMITS, Halt.process())) {
      for (int i = 0; i < 950; i++) {
        var _ = sequencer.submit("key-" + i, ("command " + i % 37).getBytes(UTF_8));
      }
    }
  }

  /// A tally that goes wrong at one sequence: in what it says, or in what it keeps.
  private static final class Changed implements org.plimsoll.engine.book.StateMachine {
    private final Tally tally = new Tally();
    private final long at;
    private final boolean openly;
    private boolean wrong;

    Changed(long at, boolean openly) {
      this.at = at;
      this.openly = openly;
    }

    @Override
    public byte[] apply(long sequence, byte[] command) {
      byte[] effects = tally.apply(sequence, command);
      wrong |= sequence == at && !openly;
      return sequence == at && openly ? "else".getBytes(UTF_8) : effects;
    }

    @Override
    public byte[] stateHash() {
      byte[] hash = tally.stateHash();
      hash[0] ^= (byte) (wrong ? 1 : 0);
      return hash;
    }

    @Override
    public byte[] snapshot() {
      return tally.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
      tally.restore(snapshot);
    }
  }
}
