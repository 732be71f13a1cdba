package org.plimsoll.engine.margin.strategy;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The figures of a strategy-based margin rule. Rates are in billionths.
///
/// @param rate of a naked short option: part of the underlying's price
/// @param broadRate the same for a broad-based index
/// @param minimumRate least part of the underlying's price for a call, of the strike for a put
/// @param longTermRate part of the premium that a long option with a long life must be paid with
/// @param longTermDays an option that lives longer than this has a long life
/// @param longShareRate part of the price that bought shares require
/// @param shortShareRate part of the price that sold shares require, proceeds included
/// @param contractSize units of underlying per contract
/// @param unitScale decimal digits kept of a requirement per unit of underlying
/// @param rounding how the rest is rounded: up by default, half to even in the Cboe manual's tables
public record StrategyTerms(
    long rate,
    long broadRate,
    long minimumRate,
    long longTermRate,
    int longTermDays,
    long longShareRate,
    long shortShareRate,
    int contractSize,
    int unitScale,
    Rounding rounding) {

  public StrategyTerms {
    requireRate(rate);
    requireRate(broadRate);
    requireRate(minimumRate);
    requireRate(longTermRate);
    requireRate(longShareRate);
    requireRate(shortShareRate);
    if (longTermRate > Billionths.ONE || longTermDays < 0 || contractSize <= 0) {
      throw new IllegalArgumentException(
          "Long-term rate "
              + longTermRate
              + " after "
              + longTermDays
              + " days, contracts of "
              + contractSize);
    }
    if (unitScale < 0 || unitScale > 9 || rounding == Rounding.EXACT) {
      throw new IllegalArgumentException("Unit scale " + unitScale + ", rounding " + rounding);
    }
  }

  long rateOf(UnderlyingKind kind) {
    return switch (kind) {
      case EQUITY, NARROW_BASED, VOLATILITY -> rate;
      case BROAD_BASED -> broadRate;
    };
  }

  private static void requireRate(long billionths) {
    if (billionths < 0 || billionths > Billionths.MAX) {
      throw new IllegalArgumentException("Rate of " + billionths + " billionths");
    }
  }
}
