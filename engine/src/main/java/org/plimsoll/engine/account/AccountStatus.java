package org.plimsoll.engine.account;

/// Where an account stands against its requirements, best first.
///
/// An isolated account has the status of its worst position. The order is part of the state's byte
/// form.
public enum AccountStatus {
  /// Equity covers the initial requirement.
  HEALTHY,
  /// Equity is below initial, but at or above the warning level.
  WARNING,
  /// Equity is below the warning level, but covers the maintenance requirement.
  MARGIN_CALL,
  /// Equity is not negative, but strictly below the maintenance requirement.
  LIQUIDATABLE,
  /// Equity is negative: the account owes more than it has.
  BANKRUPT;

  /// Whether the account is to be closed: liquidatable or bankrupt.
  public boolean isLost() {
    return this == LIQUIDATABLE || this == BANKRUPT;
  }
}
