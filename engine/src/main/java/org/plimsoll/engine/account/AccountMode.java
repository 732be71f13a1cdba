package org.plimsoll.engine.account;

/// How an account's positions are covered. The order is part of the state's byte form.
public enum AccountMode {
  /// All balances cover all positions.
  CROSS,
  /// Each position is covered by its own bucket, and a loss ends there.
  ISOLATED,
  /// The venue's own money: fees, rounding residue, pools. Never margined.
  VENUE
}
