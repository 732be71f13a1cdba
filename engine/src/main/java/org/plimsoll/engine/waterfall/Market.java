package org.plimsoll.engine.waterfall;

import org.plimsoll.engine.liquidation.PriceGate;

/// What default management needs to know of the markets, beside the marks.
public interface Market {
  /// Which prices may liquidate.
  PriceGate gate();

  /// Deviation over one day forecast for a contract's market, a fraction; not a number when there
  /// is no forecast.
  double sigmaDay(int contract);

  /// How much rates in force lie below what risk demands.
  PoolTarget.RateGap gap();
}
