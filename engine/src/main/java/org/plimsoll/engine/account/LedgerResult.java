package org.plimsoll.engine.account;

import org.plimsoll.engine.quantity.Reason;

/// What became of a command on the book: done in full, or refused with nothing changed.
public sealed interface LedgerResult {
  /// The command is done.
  record Applied() implements LedgerResult {
    private static final Applied DONE = new Applied();
  }

  /// The command is not done, and the book is as it was.
  ///
  /// @param reason the stable reason
  /// @param detail value, limit and remedy, for a person
  record Refused(Reason reason, String detail) implements LedgerResult {}

  /// The command is done.
  static LedgerResult applied() {
    return Applied.DONE;
  }
}
