package org.plimsoll.service.sequencer;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.store.SourcePosition;

/// A command on its way through the sequencer, with the promise made to who submitted it.
final class Submission {
  final String key;
  final byte[] command;
  final @Nullable SourcePosition position;
  final CompletableFuture<Acknowledgement> promise = new CompletableFuture<>();

  Submission(String key, byte[] command, @Nullable SourcePosition position) {
    this.key = key;
    this.command = command;
    this.position = position;
  }
}
