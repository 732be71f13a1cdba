package org.plimsoll.engine.waterfall;

/// A source of money for the loss of a default. The order is part of the state's byte form; the
/// order of use is the rules'.
public enum Layer {
  /// The defaulter's own margin, always first: it is used up by the bankruptcy price.
  DEFAULTER_MARGIN,
  /// The base margin pool.
  BASE_POOL,
  /// The venue's own capital.
  OWN_CAPITAL,
  /// The volatility insurance pool.
  INSURANCE_POOL,
  /// Closing opposite positions at the bankruptcy price, always last.
  DELEVERAGING
}
