package org.plimsoll.service.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogStore;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.SourcePosition;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// The one writer of a journal: every command passes through it, in one sequence.
///
/// Its thread takes a group of waiting commands, applies them to the state machine in order,
/// commits commands, effects and source positions in one durable transaction, tells the listeners
/// and only then keeps the promises. Nothing is visible before it is durable, so a crash loses only
/// what nobody was told of; the state is rebuilt by replay, and a command sent again under its key
/// is not applied again. After any failure it stops for good and calls [Halt]; what was waiting
/// then fails with the cause.
public final class Sequencer implements AutoCloseable {
  /// After a commit, the silence after which listeners are told that nothing follows.
  private static final long IDLE_NANOS = 100_000_000;

  /// How long a group stays open for the commands of who foresees its answers: for each, and in
  /// all.
  private static final long FORESEEN_NANOS = 1_000_000;

  private static final long OPEN_NANOS = 10_000_000;

  private final LogStore store;
  private final StateMachine machine;
  private final SequencerLimits limits;
  private final Halt halt;
  private final Recovery recovery;
  private final CommandQueue queue;
  private final SnapshotWriter snapshots;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final HashChain hashes = new HashChain();
  private final Thread thread = Thread.ofPlatform().name("plimsoll-sequencer").unstarted(this::run);
  private byte[] chain;
  private long applied;
  private long snapshotted;
  private volatile long committed;
  private volatile @Nullable StoreException stopped;

  private Sequencer(
      LogStore store, StateMachine machine, SequencerLimits limits, Halt halt, Recovery recovery) {
    this.store = store;
    this.machine = machine;
    this.limits = limits;
    this.halt = halt;
    this.recovery = recovery;
    this.queue = new CommandQueue(limits.queueCommands(), limits.queueBytes());
    this.snapshots = new SnapshotWriter(store);
    this.chain = recovery.chain();
    this.applied = recovery.sequence();
    this.committed = recovery.sequence();
    this.snapshotted = recovery.snapshotSequence();
  }

  /// Brings a fresh machine to the end of the store's journal and takes commands from there on.
  ///
  /// From now on the machine belongs to the sequencer's thread. Throws [StoreException] when the
  /// journal is damaged or the machine does not reproduce it. The caller closes the store, after
  /// the sequencer.
  public static Sequencer open(
      LogStore store, StateMachine machine, SequencerLimits limits, Halt halt) {
    Recovery recovery = Recovery.of(store, machine);
    Sequencer sequencer = new Sequencer(store, machine, limits, halt, recovery);
    sequencer.thread.start();
    return sequencer;
  }

  /// Submits a command under its idempotency key, waiting while the queue is full.
  ///
  /// What depends on the returned future runs in the sequencer's thread unless it is attached with
  /// an `…Async` method, and must then not wait for anything.
  public CompletableFuture<Acknowledgement> submit(String key, byte[] command)
      throws InterruptedException {
    return put(List.of(new Submission(key, command, null))).getFirst();
  }

  /// Submits commands in order, each under its key, to be taken as one group where the limits of a
  /// group and of the queue allow it: one wait for the disk instead of many.
  ///
  /// @return the promises, in the same order
  public List<CompletableFuture<Acknowledgement>> submit(List<Keyed> commands)
      throws InterruptedException {
    return put(
        commands.stream().map(one -> new Submission(one.key(), one.command(), null)).toList());
  }

  /// Submits commands in order for a driver in this process, which learns of each answer as soon as
  /// it is known. The group stays open for what the driver sends next, so that a chain of commands
  /// and answers costs one wait for the disk.
  public List<Foresight> submitForeseeing(List<Keyed> commands) throws InterruptedException {
    List<Submission> submissions =
        commands.stream().map(one -> Submission.foreseen(one.key(), one.command())).toList();
    put(submissions);
    return submissions.stream().map(Sequencer::foresight).toList();
  }

  private static Foresight foresight(Submission submission) {
    return new Foresight(
        submission.foreseen == null ? submission.promise : submission.foreseen, submission.promise);
  }

  /// A command and its idempotency key.
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Keyed(String key, byte[] command) {}

  /// Submits a command that a source gave at a position, which becomes durable with it.
  public CompletableFuture<Acknowledgement> submit(
      String key, byte[] command, SourcePosition position) throws InterruptedException {
    return put(List.of(new Submission(key, command, position))).getFirst();
  }

  /// Submits a command unless the queue is full: then there is no answer, and nothing was done.
  public Optional<CompletableFuture<Acknowledgement>> trySubmit(String key, byte[] command) {
    return trySubmit(new Submission(key, command, null));
  }

  /// Submits a command that is finished when its turn comes, unless the queue is full.
  public Optional<CompletableFuture<Acknowledgement>> trySubmit(String key, LateCommand command) {
    return trySubmit(new Submission(key, command));
  }

  private Optional<CompletableFuture<Acknowledgement>> trySubmit(Submission submission) {
    if (!isRefused(submission) && !queue.offer(submission)) {
      if (stopped == null) {
        return Optional.empty();
      }
      fail(submission);
    }
    return Optional.of(submission.promise);
  }

  private List<CompletableFuture<Acknowledgement>> put(List<Submission> submissions)
      throws InterruptedException {
    List<Submission> fit = submissions.stream().filter(one -> !isRefused(one)).toList();
    int added = queue.put(fit);
    fit.subList(added, fit.size()).forEach(this::fail);
    return submissions.stream().map(one -> one.promise).toList();
  }

  private boolean isRefused(Submission submission) {
    String detail;
    if (!JournalRecord.isKey(submission.key)) {
      detail =
          "The idempotency key must have 1 to %d characters from ! to ~."
              .formatted(JournalRecord.MAX_KEY_LENGTH);
    } else if (submission.weight > limits.commandBytes()) {
      detail =
          "The command has %d bytes, limit %d. Split it."
              .formatted(submission.weight, limits.commandBytes());
    } else {
      return false;
    }
    var refusal = new Acknowledgement.Refused(Reason.COMMAND_MALFORMED, detail);
    submission.promise.complete(refusal);
    if (submission.foreseen != null) {
      submission.foreseen.complete(refusal);
    }
    return true;
  }

  private void fail(Submission submission) {
    StoreException cause = stopped;
    submission.fail(cause != null ? cause : new CancellationException("the sequencer is closed"));
  }

  /// Tells a listener of every later commit.
  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /// How the state was rebuilt when the sequencer started.
  public Recovery recovery() {
    return recovery;
  }

  /// The sequence of the last durable command, zero before the first.
  public long committedSequence() {
    return committed;
  }

  /// The number of commands waiting.
  public int waiting() {
    return queue.size();
  }

  /// Why the sequencer has stopped for good, empty while it runs.
  public Optional<StoreException> stopped() {
    return Optional.ofNullable(stopped);
  }

  private void run() {
    Group group = new Group();
    List<Submission> taken = new ArrayList<>(limits.groupCommands());
    try {
      long patience = Long.MAX_VALUE;
      while (queue.take(taken, limits.groupCommands(), patience)) {
        if (taken.isEmpty()) {
          listeners.forEach(CommitListener::idle);
          patience = Long.MAX_VALUE;
          continue;
        }
        applyAll(taken, group);
        extend(taken, group);
        commit(group);
        taken.clear();
        group.clear();
        snapshotWhenDue();
        patience = IDLE_NANOS;
      }
      snapshotAtTheEnd();
    } catch (StoreException e) {
      stop(e, taken);
    } catch (InterruptedException | RuntimeException | Error e) {
      stop(
          new StoreException(
              StoreFault.APPLY_FAILED,
              applied,
              "The sequencer's thread failed (%s).".formatted(e),
              e),
          taken);
    }
  }

  /// Takes into the group what follows at once from its foreseen answers.
  private void extend(List<Submission> taken, Group group) throws InterruptedException {
    long opened = System.nanoTime();
    while (group.isAwaited()
        && taken.size() < limits.groupCommands()
        && System.nanoTime() - opened < OPEN_NANOS) {
      int before = taken.size();
      boolean open = queue.take(taken, limits.groupCommands() - before, FORESEEN_NANOS);
      if (!open || taken.size() == before) {
        return;
      }
      applyAll(taken.subList(before, taken.size()), group);
    }
  }

  private void applyAll(List<Submission> taken, Group group) {
    for (Submission submission : taken) {
      JournalRecord original = group.find(submission.key);
      if (original == null) {
        original = store.find(submission.key).orElse(null);
      }
      if (!isFinished(submission, original, group)) {
        continue;
      }
      if (original == null) {
        apply(submission, group);
      } else {
        group.repeat(submission, original);
      }
    }
  }

  private void commit(Group group) {
    if (group.changesTheStore()) {
      store.append(group.commit());
    }
    committed = applied;
    if (!group.records().isEmpty()) {
      for (CommitListener listener : listeners) {
        group.marks().forEach(listener::marked);
        listener.committed(group.records());
      }
    }
    group.acknowledge();
  }

  private static boolean isFinished(
      Submission submission, @Nullable JournalRecord original, Group group) {
    try {
      submission.finish(original);
      return true;
    } catch (IllegalArgumentException | ArithmeticException e) {
      group.refuse(submission, Reason.COMMAND_MALFORMED, "" + e.getMessage());
      return false;
    }
  }

  private void apply(Submission submission, Group group) {
    long sequence = applied + 1;
    byte[] effects = machine.apply(sequence, submission.command);
    chain = hashes.next(chain, sequence, submission.key, submission.command, effects);
    applied = sequence;
    group.apply(
        submission,
        new JournalRecord(sequence, submission.key, submission.command, effects, chain));
    if (limits.markEvery() > 0 && sequence % limits.markEvery() == 0) {
      group.mark(new StateMark(sequence, machine.stateHash()));
    }
  }

  private void snapshotWhenDue() {
    if (limits.snapshotEvery() > 0
        && applied - snapshotted >= limits.snapshotEvery()
        && !snapshots.isBusy()) {
      snapshots.write(snapshot());
    }
  }

  private void snapshotAtTheEnd() {
    if (limits.snapshotEvery() > 0 && applied > snapshotted) {
      snapshots.write(snapshot());
    }
  }

  private Snapshot snapshot() {
    snapshotted = applied;
    return new Snapshot(applied, chain, machine.stateHash(), machine.snapshot());
  }

  private void stop(StoreException cause, List<Submission> taken) {
    stopped = cause;
    queue.close();
    try {
      halt.stop(cause);
    } finally {
      taken.forEach(this::fail);
      failWaiting();
    }
  }

  private void failWaiting() {
    List<Submission> waiting = new ArrayList<>();
    try {
      while (queue.take(waiting, Integer.MAX_VALUE, Long.MAX_VALUE)) {
        waiting.forEach(this::fail);
        waiting.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes no more commands, commits those waiting, writes a last snapshot and ends the thread.
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // what was accepted is committed first
      }
    }
    snapshots.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
