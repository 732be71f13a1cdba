package org.plimsoll.engine.margin.strategy;

/// What a listed option is on, as far as its margin depends on it.
public enum UnderlyingKind {
  /// A share.
  EQUITY,
  /// An index or fund of few or related shares.
  NARROW_BASED,
  /// An index or fund of many unrelated shares: a lower rate, settled in cash.
  BROAD_BASED,
  /// An index of volatility.
  VOLATILITY
}
