package org.plimsoll.engine.margin.scenario;

/// One scenario.
///
/// @param spot relative move of the spot price, above −1
/// @param volatility direction of the move of volatility
public record Shock(double spot, Move volatility) {
  /// The direction of a move of volatility; its size depends on the time to expiry.
  public enum Move {
    /// Volatility rises.
    UP,
    /// Volatility stays.
    NONE,
    /// Volatility falls.
    DOWN
  }

  public Shock {
    if (!(spot > -1 && spot <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("A price move of " + spot);
    }
  }
}
