package org.plimsoll.service.sequencer;

import org.plimsoll.engine.quantity.Reason;

/// The sequencer's answer to a command.
public sealed interface Acknowledgement {
  /// The command is durable in the journal at `sequence` with these effects.
  ///
  /// `repeated` says that it had been submitted before under the same key: nothing was applied
  /// again, and the effects are the original ones.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Committed(long sequence, byte[] effects, boolean repeated) implements Acknowledgement {}

  /// The command was not taken into the journal.
  record Refused(Reason reason, String detail) implements Acknowledgement {}
}
