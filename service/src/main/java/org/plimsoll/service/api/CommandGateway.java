package org.plimsoll.service.api;

import java.util.List;
import org.plimsoll.service.api.view.EffectRow;

/// The way of a command into the venue: encoded, sequenced, durable, applied.
public interface CommandGateway {
  /// Submits one command and waits until it is durable and applied.
  ///
  /// Called by many threads at once. The same key with the same request gives the first answer
  /// again, with `duplicate` set.
  ///
  /// @param idempotencyKey 1 to 128 visible ASCII characters
  Result submit(String idempotencyKey, CommandRequest request);

  /// What became of a command.
  sealed interface Result {
    /// It is durable and was applied.
    ///
    /// @param sequence its place in the journal
    /// @param duplicate whether it had been applied before
    record Applied(long sequence, boolean duplicate, List<EffectRow> effects) implements Result {
      /// Copies the list.
      public Applied {
        effects = List.copyOf(effects);
      }
    }

    /// The engine refused it; the refusal is in the journal.
    ///
    /// @param reason the engine's reason
    record Refused(long sequence, boolean duplicate, String reason, String detail)
        implements Result {}

    /// The key was used before for another command; nothing was journaled.
    record Conflict(String detail) implements Result {}

    /// The command could not be taken now: a halted venue, a replay, a full queue.
    ///
    /// @param code a stable code of the contract, `VENUE_HALTED` or `NOT_READY`
    record Unavailable(String code, String detail) implements Result {}
  }
}
