package org.plimsoll.engine.margin;

import java.util.Arrays;

/// The mark price of every contract and the valuation price of every asset, by the book's indices.
///
/// Prices are positive scaled `long` values: of a contract at its own price scale, of an asset at
/// the scale its {@link CollateralTerms} declare. A price never set is absent, not zero.
public final class Marks {
  private long[] contracts = new long[0];
  private long[] assets = new long[0];

  /// Sets a contract's mark price.
  public void setContract(int contract, long priceUnits) {
    contracts = withPrice(contracts, contract, priceUnits);
  }

  /// Sets an asset's price in the valuation currency.
  public void setAsset(int asset, long priceUnits) {
    assets = withPrice(assets, asset, priceUnits);
  }

  /// Whether a contract has a mark price.
  public boolean hasContract(int contract) {
    return contract < contracts.length && contracts[contract] > 0;
  }

  /// Whether an asset has a price.
  public boolean hasAsset(int asset) {
    return asset < assets.length && assets[asset] > 0;
  }

  /// A contract's mark price.
  ///
  /// @throws IllegalStateException when it has none
  public long contract(int contract) {
    if (!hasContract(contract)) {
      throw new IllegalStateException("Contract " + contract + " has no mark price");
    }
    return contracts[contract];
  }

  /// An asset's price.
  ///
  /// @throws IllegalStateException when it has none
  public long asset(int asset) {
    if (!hasAsset(asset)) {
      throw new IllegalStateException("Asset " + asset + " has no price");
    }
    return assets[asset];
  }

  /// An independent copy, for what-if questions.
  public Marks copy() {
    var copy = new Marks();
    copy.contracts = contracts.clone();
    copy.assets = assets.clone();
    return copy;
  }

  private static long[] withPrice(long[] prices, int index, long priceUnits) {
    if (priceUnits <= 0) {
      throw new IllegalArgumentException("Price " + priceUnits + " is not positive");
    }
    long[] grown = index < prices.length ? prices : Arrays.copyOf(prices, index + 1);
    grown[index] = priceUnits;
    return grown;
  }
}
