package org.plimsoll.engine.margin;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Lowers what a collateral asset counts for as the venue's whole holding of it grows: beyond a
/// start value the counted weight falls in inverse proportion, so that the venue's total counted
/// value stops growing. The form is Drift v2's deposit scaling.
///
/// @param startValue total value of deposits, in any unit, up to which the weight stands
public record ConcentrationScaling(long startValue) {

  public ConcentrationScaling {
    if (startValue <= 0) {
      throw new IllegalArgumentException("Start value " + startValue + " is not positive");
    }
  }

  /// The weight at a total value in the unit of the start value, rounded down.
  ///
  /// @param weight one less the haircut, in billionths
  public long weight(long weight, long totalValue) {
    return totalValue <= startValue
        ? weight
        : Exact.multiplyDivide(weight, startValue, totalValue, Rounding.DOWN);
  }

  /// The terms with the haircut raised accordingly.
  public CollateralTerms apply(CollateralTerms terms, long totalValue) {
    long counted = weight(Billionths.ONE - terms.haircut(), totalValue);
    return new CollateralTerms(
        terms.priceScale(), Billionths.ONE - counted, terms.limitUnits(), terms.concentration());
  }
}
