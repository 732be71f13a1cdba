package org.plimsoll.engine.margin;

import java.util.List;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;

/// A venue's choices for assessing accounts.
///
/// @param valuation currency of equity and requirements
/// @param collateral terms by the book's asset index, one for each asset
/// @param warningFactor maintenance times this is the warning level, in billionths, at least 1
/// @param gainHaircut part of an account's net unrealised gain in an asset that does not count, in
///     billionths, 0 to 1
public record MarginPolicy(
    Asset valuation, List<CollateralTerms> collateral, long warningFactor, long gainHaircut) {

  public MarginPolicy {
    collateral = List.copyOf(collateral);
    if (warningFactor < Billionths.ONE || warningFactor > Billionths.MAX) {
      throw new IllegalArgumentException(
          "Warning factor of " + warningFactor + " billionths is outside 1 to 9");
    }
    if (gainHaircut < 0 || gainHaircut > Billionths.ONE) {
      throw new IllegalArgumentException(
          "Haircut on gains of " + gainHaircut + " billionths is outside 0 to 1");
    }
  }

  /// A policy that warns at 1.2 times maintenance and counts gains in full.
  public static MarginPolicy of(Asset valuation, List<CollateralTerms> collateral) {
    return new MarginPolicy(valuation, collateral, Billionths.ofRate(1.2), 0);
  }
}
