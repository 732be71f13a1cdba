package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.service.store.FaultyLogStore;
import org.plimsoll.service.store.FaultyLogStore.Fault;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

class FaultSimulationTest {
  private static final int SEEDS = 150;
  private static final int LIVES = 8;
  private static final SequencerLimits LIMITS =
      SequencerLimits.standard().withGroupCommands(5).withIntervals(7, 20);
  private static final List<Fault> CRASHES =
      List.of(
          Fault.TORN_WRITE,
          Fault.LOST_TAIL,
          Fault.DEATH_AFTER_SYNC,
          Fault.FAILED_SYNC,
          Fault.DISK_FULL);

  @Test
  void nothingAcknowledgedIsLostAndNothingIsAppliedTwiceWhateverFails() throws Exception {
    int acknowledged = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        acknowledged += new Run(seed).play();
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(acknowledged > 20 * SEEDS, "only " + acknowledged + " acknowledgements");
  }

  @Test
  void everyFlippedBitBeforeTheLastFrameIsFound() throws Exception {
    var store = filledStore(1);
    byte[] image = store.image();
    int middle = image.length - lastFrameBytes(image);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 400; i++) {
      int bit = random.nextInt(middle * 8);
      byte[] damaged = image.clone();
      damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
      var failure =
          assertThrows(
              StoreException.class,
              () -> Recovery.of(new FaultyLogStore(damaged, null, 2), new Tally()),
              "bit " + bit);
      assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
    }
  }

  @Test
  void tailCutAnywhereInTheLastFrameIsDropped() throws Exception {
    var store = filledStore(2);
    byte[] image = store.image();
    int last = lastFrameBytes(image);
    for (int cut = 1; cut <= last; cut++) {
      var reopened =
          new FaultyLogStore(java.util.Arrays.copyOf(image, image.length - cut), null, 3);
      assertEquals(store.head() - 1, Recovery.of(reopened, new Tally()).sequence());
    }
  }

  @Test
  void misdirectedReadIsFoundBeforeItsRecordIsApplied() throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      var store = new FaultyLogStore(filledStore(seed).image(), null, seed);
      store.failNext(Fault.MISDIRECTED_READ);
      var failure = assertThrows(StoreException.class, () -> Recovery.of(store, new Tally()));
      assertEquals(StoreFault.STORE_CORRUPT, failure.fault());
      assertEquals(1, failure.sequence());
    }
  }

  @Test
  void failedSyncStopsTheSequencerForGoodAndIsNeverRetried() throws Exception {
    List<StoreException> halted = new ArrayList<>();
    var store = new FaultyLogStore(5);
    try (var sequencer = Sequencer.open(store, new Tally(), LIMITS, halted::add)) {
      sequencer.submit("a", bytes("a")).get();
      store.failNext(Fault.FAILED_SYNC);
      assertThrows(ExecutionException.class, sequencer.submit("b", bytes("b"))::get);
      for (int i = 0; i < 10; i++) { // the store throws an AssertionError at a second append
        assertThrows(ExecutionException.class, sequencer.submit("c" + i, bytes("c"))::get);
      }
      assertEquals(1, sequencer.committedSequence());
    }
    assertEquals(1, halted.size());
    assertEquals(StoreFault.STORE_SYNC_FAILED, halted.getFirst().fault());
    assertEquals(2, halted.getFirst().sequence());
  }

  @Test
  void fullDiskStopsTheSequencerWithItsOwnFault() throws Exception {
    List<StoreException> halted = new ArrayList<>();
    var store = new FaultyLogStore(5);
    try (var sequencer = Sequencer.open(store, new Tally(), LIMITS, halted::add)) {
      store.failNext(Fault.DISK_FULL);
      assertThrows(ExecutionException.class, sequencer.submit("b", bytes("b"))::get);
    }
    assertEquals(StoreFault.STORE_DISK_FULL, halted.getFirst().fault());
    assertEquals(75, halted.getFirst().fault().exitCode());
  }

  private static FaultyLogStore filledStore(long seed) throws Exception {
    var store = new FaultyLogStore(seed);
    try (var sequencer =
        Sequencer.open(store, new Tally(), LIMITS.withIntervals(7, 0), Halt.process())) {
      for (int i = 0; i < 20; i++) {
        sequencer.submit("key-" + i, bytes("command " + i % 3)).get();
      }
    }
    return store;
  }

  private static int lastFrameBytes(byte[] image) {
    int last = 0;
    for (int at = 0; at < image.length; ) {
      last = 16 + java.nio.ByteBuffer.wrap(image).getInt(at + 4);
      at += last;
    }
    return last;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// One seeded history of several lives of the process over one disk.
  private static final class Run {
    private final SplittableRandom random;
    private final Map<String, Acknowledgement.Committed> acknowledged = new LinkedHashMap<>();
    private byte[] image = {};
    private @Nullable Snapshot snapshot;
    private int issued;

    Run(long seed) {
      random = new SplittableRandom(seed);
    }

    int play() throws Exception {
      for (int life = 0; life < LIVES; life++) {
        live();
      }
      var store = new FaultyLogStore(image, snapshot, 0);
      Tally fresh = new Tally();
      ReplayReport report = Replay.fromGenesis(store, fresh, _ -> {});
      assertTrue(report.isSame(), () -> report.divergence().orElseThrow().describe());
      for (int i = 0; i < issued; i++) {
        assertTrue(fresh.count("command " + i) <= 1, "command " + i + " applied twice");
      }
      for (var entry : acknowledged.entrySet()) {
        var kept = store.find(entry.getKey()).orElseThrow();
        assertEquals(entry.getValue().sequence(), kept.sequence());
        assertArrayEquals(entry.getValue().effects(), kept.effects());
      }
      return acknowledged.size();
    }

    private void live() throws Exception {
      List<StoreException> halted = new ArrayList<>();
      var store = new FaultyLogStore(image, snapshot, random.nextLong());
      try (var sequencer = Sequencer.open(store, new Tally(), LIMITS, halted::add)) {
        int calm = random.nextInt(30);
        Map<String, CompletableFuture<Acknowledgement>> answers = new LinkedHashMap<>();
        for (int i = 0; i < calm + 10; i++) {
          if (i == calm) {
            if (random.nextBoolean()) { // else it strikes while those before are still waiting
              CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new)).join();
            }
            store.failNext(CRASHES.get(random.nextInt(CRASHES.size())));
          }
          // One in three sends an old command again, as a client that got no answer would.
          int number = issued > 0 && random.nextInt(3) == 0 ? random.nextInt(issued) : issued++;
          answers.put(
              "key-" + number, sequencer.submit("key-" + number, bytes("command " + number)));
        }
        for (var entry : answers.entrySet()) {
          remember(entry.getKey(), entry.getValue());
        }
      }
      image = store.image();
      snapshot = store.snapshotLeft();
    }

    private void remember(String key, CompletableFuture<Acknowledgement> answer)
        throws InterruptedException {
      try {
        var committed = (Acknowledgement.Committed) answer.get();
        var before = acknowledged.putIfAbsent(key, committed);
        if (before != null) {
          assertEquals(before.sequence(), committed.sequence());
          assertArrayEquals(before.effects(), committed.effects());
        }
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof StoreException, () -> "unexpected " + e.getCause());
      }
    }
  }
}
