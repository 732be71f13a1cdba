package org.plimsoll.service.sequencer;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.SourcePosition;

/// A command on its way through the sequencer, with the promise made to who submitted it.
final class Submission {
  private static final byte[] NOT_YET = {};

  final String key;
  final @Nullable SourcePosition position;
  final CompletableFuture<Acknowledgement> promise = new CompletableFuture<>();

  /// Kept when the command is applied, for who asked to foresee the answer.
  final @Nullable CompletableFuture<Acknowledgement> foreseen;

  /// The bytes that it takes in the queue.
  final int weight;

  private final @Nullable LateCommand late;

  /// The command's bytes; of a late one, once it is finished.
  byte[] command;

  Submission(String key, byte[] command, @Nullable SourcePosition position) {
    this(key, command, position, null);
  }

  /// A command whose submitter waits for the foreseen answer.
  static Submission foreseen(String key, byte[] command) {
    return new Submission(key, command, null, new CompletableFuture<>());
  }

  private Submission(
      String key,
      byte[] command,
      @Nullable SourcePosition position,
      @Nullable CompletableFuture<Acknowledgement> foreseen) {
    this.foreseen = foreseen;
    this.key = key;
    this.command = command;
    this.position = position;
    this.weight = command.length;
    this.late = null;
  }

  Submission(String key, LateCommand late) {
    this.key = key;
    this.command = NOT_YET;
    this.position = null;
    this.weight = late.mostBytes();
    this.late = late;
    this.foreseen = null;
  }

  void fail(Throwable cause) {
    promise.completeExceptionally(cause);
    if (foreseen != null) {
      foreseen.completeExceptionally(cause);
    }
  }

  /// Finishes a late command; see {@link LateCommand#bytes}.
  void finish(@Nullable JournalRecord original) {
    if (late != null) {
      command = late.bytes(original);
      if (command.length > weight) {
        throw new IllegalArgumentException(
            "The command has " + command.length + " bytes, limit " + weight);
      }
    }
  }
}
