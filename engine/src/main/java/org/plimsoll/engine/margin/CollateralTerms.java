package org.plimsoll.engine.margin;

import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Billionths;

/// How an asset counts as collateral.
///
/// @param priceScale decimal digits of its valuation price
/// @param haircut part of its value that does not count, in billionths, 0 to 1; one means that it
///     is not collateral at all
/// @param limitUnits most units of it that count in one account; more count for nothing
/// @param concentration raises the haircut as the venue's holding grows, in valuation units; null
///     where it does not
public record CollateralTerms(
    int priceScale, long haircut, long limitUnits, @Nullable ConcentrationScaling concentration) {
  /// Terms whose haircut stands whatever the venue holds.
  public CollateralTerms(int priceScale, long haircut, long limitUnits) {
    this(priceScale, haircut, limitUnits, null);
  }

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

  /// What counts of a value, in billionths, when the venue's whole holding is worth `totalValue`.
  long weight(long totalValue) {
    long weight = Billionths.ONE - haircut;
    return concentration == null ? weight : concentration.weight(weight, totalValue);
  }

  /// Terms with a haircut given as a rate, rounded up to billionths, and no limit.
  public static CollateralTerms of(int priceScale, double haircutRate) {
    return new CollateralTerms(priceScale, Billionths.ofRate(haircutRate), Long.MAX_VALUE);
  }
}
