package org.plimsoll.engine.margin;

import org.plimsoll.engine.quantity.Billionths;

/// How an asset counts as collateral.
///
/// @param priceScale decimal digits of its valuation price
/// @param haircut part of its value that does not count, in billionths, 0 to 1; one means that it
///     is not collateral at all
/// @param limitUnits most units of it that count in one account; more count for nothing
public record CollateralTerms(int priceScale, long haircut, long limitUnits) {

  public CollateralTerms {
    if (priceScale < 0 || priceScale > 18) {
      throw new IllegalArgumentException("Price scale " + priceScale + " is outside 0 to 18");
    }
    if (haircut < 0 || haircut > Billionths.ONE) {
      throw new IllegalArgumentException("Haircut " + haircut + " billionths is outside 0 to 1");
    }
    if (limitUnits < 0) {
      throw new IllegalArgumentException("Limit " + limitUnits + " is negative");
    }
  }

  /// Terms with a haircut given as a rate, rounded up to billionths, and no limit.
  public static CollateralTerms of(int priceScale, double haircutRate) {
    return new CollateralTerms(priceScale, Billionths.ofRate(haircutRate), Long.MAX_VALUE);
  }
}
