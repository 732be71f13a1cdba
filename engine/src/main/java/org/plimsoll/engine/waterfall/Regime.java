package org.plimsoll.engine.waterfall;

/// How the venue's markets are. The order is part of the state's byte form.
public enum Regime {
  /// Ordinary markets.
  CALM,
  /// Volatility or losses well above the ordinary.
  STRESSED,
  /// A crash.
  EXTREME
}
