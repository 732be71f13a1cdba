package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.store.FaultyLogStore;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogStore;
import org.plimsoll.service.store.SourcePosition;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

class SequencerTest {
  private static final Halt NEVER =
      cause -> {
        throw new AssertionError(cause);
      };
  private static final SequencerLimits SMALL =
      SequencerLimits.standard().withGroupCommands(7).withIntervals(10, 25);

  @TempDir Path folder;

  @Test
  void commandsAreAppliedInTheOrderOfSubmission() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      List<CompletableFuture<Acknowledgement>> answers = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        answers.add(sequencer.submit("key-" + i, bytes("same")));
      }
      for (int i = 1; i <= 100; i++) {
        var committed = assertInstanceOf(Acknowledgement.Committed.class, answers.get(i - 1).get());
        assertEquals(i, committed.sequence());
        assertEquals("%d:%d/%d".formatted(i, i, i), new String(committed.effects(), UTF_8));
        assertFalse(committed.repeated());
      }
    }
  }

  @Test
  void repeatedKeyGivesTheOriginalEffectsAlsoAfterARestart() throws Exception {
    for (int start = 0; start < 3; start++) {
      try (var store = SqliteLogStore.open(folder);
          var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
        for (int i = 1; i <= 60; i++) {
          var committed = committed(sequencer.submit("key-" + i, bytes("command")));
          assertEquals(i, committed.sequence());
          assertEquals("%d:%d/%d".formatted(i, i, i), new String(committed.effects(), UTF_8));
          assertEquals(start > 0, committed.repeated());
        }
        assertEquals(60, store.head());
        assertEquals(start == 0 ? 0 : 60, sequencer.recovery().sequence());
      }
    }
  }

  @Test
  void repeatedKeyWithinOneGroupIsAppliedOnce() throws Exception {
    var gate = new CountDownLatch(1);
    var machine = new GatedMachine(gate);
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, machine, SMALL, NEVER)) {
      var first = sequencer.submit("first", bytes("blocks the thread"));
      var one = sequencer.submit("key", bytes("a"));
      var two = sequencer.submit("key", bytes("a"));
      var three = sequencer.submit("key", bytes("b"));
      gate.countDown();
      assertEquals(1, committed(first).sequence());
      assertEquals(2, committed(one).sequence());
      assertTrue(committed(two).repeated());
      assertArrayEquals(committed(one).effects(), committed(two).effects());
      var refused = assertInstanceOf(Acknowledgement.Refused.class, three.get());
      assertEquals(Reason.IDEMPOTENCY_CONFLICT, refused.reason());
      assertEquals(2, store.head());
    }
  }

  @Test
  void sameKeyWithOtherBytesIsRefusedAndLeavesNoTrace() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      committed(sequencer.submit("key", bytes("one")));
      var refused =
          assertInstanceOf(
              Acknowledgement.Refused.class, sequencer.submit("key", bytes("two")).get());
      assertEquals(Reason.IDEMPOTENCY_CONFLICT, refused.reason());
      assertEquals(1, store.head());
    }
  }

  @Test
  void lateCommandIsFinishedInItsTurnAndKnowsWhatCameBeforeUnderItsKey() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      var first = new Late("order 7");
      assertEquals(1, committed(sequencer.trySubmit("key", first).orElseThrow()).sequence());
      assertEquals("plimsoll-sequencer", first.thread);
      var again = new Late("order 7");
      assertTrue(committed(sequencer.trySubmit("key", again).orElseThrow()).repeated());
      var other =
          assertInstanceOf(
              Acknowledgement.Refused.class,
              sequencer.trySubmit("key", new Late("order 8")).orElseThrow().get());
      assertEquals(Reason.IDEMPOTENCY_CONFLICT, other.reason());
      for (String wrong : List.of("impossible", "long".repeat(50))) {
        var refused =
            assertInstanceOf(
                Acknowledgement.Refused.class,
                sequencer.trySubmit("key-2", new Late(wrong)).orElseThrow().get());
        assertEquals(Reason.COMMAND_MALFORMED, refused.reason());
      }
      assertEquals(1, store.head());
      assertEquals(2, committed(sequencer.submit("key-2", bytes("goes on"))).sequence());
    }
  }

  /// A command that carries how often it was finished, which an original overrides, as a date
  // would.
  private static final class Late implements LateCommand {
    private static int finished;
    private final String text;
    private volatile String thread = "";

    Late(String text) {
      this.text = text;
    }

    @Override
    public int mostBytes() {
      return 50;
    }

    @Override
    public byte[] bytes(@Nullable JournalRecord original) {
      thread = Thread.currentThread().getName();
      if (text.equals("impossible")) {
        throw new IllegalArgumentException("not at this time");
      }
      finished++;
      String date =
          original == null
              ? "" + finished
              : new String(original.command(), UTF_8).replaceFirst(" .*", "");
      return (date + " " + text).getBytes(UTF_8);
    }
  }

  @Test
  void malformedKeysAndOversizedCommandsAreRefused() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      for (String key : List.of("", "with space", "x".repeat(129), "\u00e9", "line\n")) {
        var refused =
            assertInstanceOf(
                Acknowledgement.Refused.class, sequencer.submit(key, bytes("x")).get());
        assertEquals(Reason.COMMAND_MALFORMED, refused.reason());
      }
      var oversized = sequencer.submit("key", new byte[SMALL.commandBytes() + 1]).get();
      assertInstanceOf(Acknowledgement.Refused.class, oversized);
      assertEquals(0, store.head());
    }
  }

  @Test
  void positionsBecomeDurableWithTheirCommandsAndNeverFall() throws Exception {
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      assertEquals(OptionalLong.empty(), store.position("trades"));
      committed(sequencer.submit("a", bytes("a"), new SourcePosition("trades", 7)));
      assertEquals(OptionalLong.of(7), store.position("trades"));
      committed(sequencer.submit("a", bytes("a"), new SourcePosition("trades", 9)));
      committed(sequencer.submit("b", bytes("b"), new SourcePosition("trades", 8)));
    }
    try (var store = SqliteLogStore.open(folder)) {
      assertEquals(OptionalLong.of(9), store.position("trades"));
    }
  }

  @Test
  void listenersHearEveryCommitDurableAndBeforeItIsAcknowledged() throws Exception {
    List<Long> heard = new ArrayList<>();
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new Tally(), SMALL, NEVER)) {
      sequencer.addListener(
          records -> {
            assertEquals(records.getLast().sequence(), store.head());
            records.stream().map(JournalRecord::sequence).forEach(heard::add);
          });
      for (long i = 1; i <= 50; i++) {
        committed(sequencer.submit("key-" + i, bytes("x")));
        assertEquals(i, heard.getLast());
      }
    }
    assertEquals(50, heard.size());
  }

  @Test
  void fullQueueTurnsCommandsAwayUntilThereIsRoom() throws Exception {
    var gate = new CountDownLatch(1);
    var limits = new SequencerLimits(4, 1_000, 2, 100, 0, 0);
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, new GatedMachine(gate), limits, NEVER)) {
      List<CompletableFuture<Acknowledgement>> taken = new ArrayList<>();
      int turnedAway = 0;
      for (int i = 0; i < 20; i++) {
        var answer = sequencer.trySubmit("key-" + i, bytes("x"));
        answer.ifPresent(taken::add);
        turnedAway += answer.isEmpty() ? 1 : 0;
      }
      assertTrue(taken.size() >= 4 && taken.size() <= 6, "took " + taken.size());
      assertEquals(20 - taken.size(), turnedAway);
      gate.countDown();
      for (var answer : taken) {
        committed(answer);
      }
      assertEquals(taken.size(), store.head());
    }
  }

  @Test
  void machineThatThrowsStopsTheSequencerForGoodAndLeavesNoRecord() throws Exception {
    List<StoreException> halted = new ArrayList<>();
    StateMachine broken = new GatedMachine(new CountDownLatch(0), "poison");
    try (var store = SqliteLogStore.open(folder);
        var sequencer = Sequencer.open(store, broken, SMALL, halted::add)) {
      committed(sequencer.submit("good", bytes("x")));
      var poison = sequencer.submit("bad", bytes("poison"));
      var failure = assertThrows(ExecutionException.class, poison::get);
      assertEquals(
          StoreFault.APPLY_FAILED,
          assertInstanceOf(StoreException.class, failure.getCause()).fault());
      assertThrows(ExecutionException.class, sequencer.submit("later", bytes("x"))::get);
      assertSame(halted.getFirst(), sequencer.stopped().orElseThrow());
      assertEquals(1, store.head());
    }
    assertEquals(1, halted.size());
  }

  @Test
  void foreseenAnswerComesBeforeTheCommitAndTheAnswerAfterIt() throws Exception {
    var gate = new CountDownLatch(1);
    try (var sequencer =
        Sequencer.open(gated(new FaultyLogStore(3), gate), new Tally(), SMALL, NEVER)) {
      Foresight first = foresee(sequencer, "first");
      var foreseen = committed(first.foreseen());
      Foresight second = foresee(sequencer, "second");
      assertFalse(first.answer().isDone());
      assertEquals(0, sequencer.committedSequence());
      gate.countDown();
      assertSame(foreseen, committed(first.answer()));
      assertSame(second.foreseen().get(), committed(second.answer()));
      assertEquals(2, committed(second.answer()).sequence());
    }
  }

  @Test
  void foreseenAnswerIsLostWithItsCommit() throws Exception {
    List<StoreException> halted = new ArrayList<>();
    var store = new FaultyLogStore(4);
    store.failNext(FaultyLogStore.Fault.DISK_FULL);
    try (var sequencer = Sequencer.open(store, new Tally(), SMALL, halted::add)) {
      Foresight sent = foresee(sequencer, "lost");
      assertEquals(1, committed(sent.foreseen()).sequence());
      assertThrows(ExecutionException.class, sent.answer()::get);
      assertThrows(ExecutionException.class, foresee(sequencer, "later").foreseen()::get);
    }
    assertEquals(0, store.head());
    assertEquals(1, halted.size());
  }

  private static Foresight foresee(Sequencer sequencer, String key) throws Exception {
    return sequencer.submitForeseeing(List.of(new Sequencer.Keyed(key, bytes(key)))).getFirst();
  }

  /// A store whose commits wait for a gate.
  private static LogStore gated(LogStore store, CountDownLatch gate) {
    return (LogStore)
        Proxy.newProxyInstance(
            LogStore.class.getClassLoader(),
            new Class<?>[] {LogStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("append")) {
                gate.await();
              }
              return method.invoke(store, arguments);
            });
  }

  private static Acknowledgement.Committed committed(CompletableFuture<Acknowledgement> answer)
      throws Exception {
    return assertInstanceOf(Acknowledgement.Committed.class, answer.get());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// Waits at its first command until a gate opens, and throws at a command of a given text.
  private static final class GatedMachine implements StateMachine {
    private final Tally tally = new Tally();
    private final CountDownLatch gate;
    private final String poison;

    GatedMachine(CountDownLatch gate) {
      this(gate, "");
    }

    GatedMachine(CountDownLatch gate, String poison) {
      this.gate = gate;
      this.poison = poison;
    }

    @Override
    public byte[] apply(long sequence, byte[] command) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (new String(command, UTF_8).equals(poison)) {
        throw new IllegalStateException("poisoned");
      }
      return tally.apply(sequence, command);
    }

    @Override
    public byte[] stateHash() {
      return tally.stateHash();
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
