package org.plimsoll.engine.quantity;

/// The direction in which an inexact result is brought to its declared scale.
///
/// What is owed rounds {@link #UP} and what is held rounds {@link #DOWN}, so that no rounding ever
/// lowers a requirement or overstates cover.
public enum Rounding {
  /// Towards positive infinity: requirements, fees, debts.
  UP,
  /// Towards negative infinity: collateral, equity, credits.
  DOWN,
  /// To the nearest unit, ties to the even one: display and averages only, never a decision.
  HALF_EVEN,
  /// The result must be exact; anything else is a programmer's error.
  EXACT
}
