package org.plimsoll.engine.margin.portfolio;

import java.util.List;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;

/// A venue's choices for accounts in portfolio mode, with the prices of collateral.
///
/// @param valuation currency of equity and requirements
/// @param method what margins each book
/// @param floor what the law lets no offset undercut
/// @param collateral assets that may be held, each once
/// @param gainHaircut part of the account's net unrealised gain that does not count, in billionths
/// @param warningFactor maintenance times this is the warning level, in billionths, at least 1
public record PortfolioTerms(
    Asset valuation,
    BookMethod method,
    OffsetFloor floor,
    List<PricedCollateral> collateral,
    long gainHaircut,
    long warningFactor) {
  /// An asset that may be held.
  ///
  /// @param price in the valuation currency at the terms' price scale, positive
  /// @param underlying market of a book whose spot move moves this price too; empty for none
  public record PricedCollateral(
      Asset asset, CollateralTerms terms, long price, String underlying) {
    public PricedCollateral {
      if (price <= 0) {
        throw new IllegalArgumentException("Price " + price + " of " + asset + " is not positive");
      }
    }
  }

  public PortfolioTerms {
    collateral = List.copyOf(collateral);
    if (gainHaircut < 0 || gainHaircut > Billionths.ONE || warningFactor < Billionths.ONE) {
      throw new IllegalArgumentException(
          "Gain haircut " + gainHaircut + ", warning factor " + warningFactor + " billionths");
    }
    long distinct = collateral.stream().map(PricedCollateral::asset).distinct().count();
    if (distinct != collateral.size()) {
      throw new IllegalArgumentException("An asset is named twice");
    }
  }
}
