package org.plimsoll.engine.rulebook;

/// The way in which a rule turns positions into a requirement.
public enum Method {
  /// A rate times the notional.
  RATE,
  /// The worst loss over a grid of shocks.
  SCENARIO,
  /// A prescribed amount per recognised combination of listed options.
  STRATEGY,
  /// A rate per class times the notional, reduced by the net-to-gross ratio.
  SCHEDULE,
  /// A quantile, or a mean beyond a quantile, of past losses.
  HISTORICAL_LOSS
}
