package org.plimsoll.engine.liquidation;

import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Amounts of any asset in units of the valuation asset and back, at full prices without haircut.
public final class AssetRates {
  private final AccountBook book;
  private final Marks marks;
  private final MarginPolicy policy;

  /// Rates that read these live objects.
  public AssetRates(AccountBook book, Marks marks, MarginPolicy policy) {
    this.book = book;
    this.marks = marks;
    this.policy = policy;
  }

  /// A signed amount of an asset in valuation units.
  ///
  /// @throws IllegalStateException when the asset has no price
  public long toValuation(int asset, long units, Rounding rounding) {
    if (isValuation(asset)) {
      return units;
    }
    int shift = shift(asset);
    long price = marks.asset(asset);
    return shift >= 0
        ? Exact.multiplyDivide(
            units, Math.multiplyExact(price, Exact.powerOfTen(shift)), 1, rounding)
        : Exact.multiplyDivide(units, price, Exact.powerOfTen(-shift), rounding);
  }

  /// A signed amount of valuation units in units of an asset.
  ///
  /// @throws IllegalStateException when the asset has no price
  public long fromValuation(int asset, long units, Rounding rounding) {
    if (isValuation(asset)) {
      return units;
    }
    int shift = shift(asset);
    long price = marks.asset(asset);
    return shift >= 0
        ? Exact.divide(units, Math.multiplyExact(price, Exact.powerOfTen(shift)), rounding)
        : Exact.multiplyDivide(units, Exact.powerOfTen(-shift), price, rounding);
  }

  /// Whether an asset is the one that equity is measured in.
  public boolean isValuation(int asset) {
    return book.asset(asset).equals(policy.valuation());
  }

  /// Whether an asset counts as collateral at all.
  public boolean isCounted(int asset) {
    return isValuation(asset) || policy.collateral().get(asset).haircut() < Billionths.ONE;
  }

  private int shift(int asset) {
    return policy.valuation().scale()
        - book.asset(asset).scale()
        - policy.collateral().get(asset).priceScale();
  }
}
