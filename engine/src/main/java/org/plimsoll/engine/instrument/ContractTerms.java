package org.plimsoll.engine.instrument;

import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;

/// The terms that perpetuals and dated futures share.
///
/// For a linear contract the digits of quantity, multiplier and price together never exceed
/// those of the settlement asset, so that every trade value is exact and nothing rounds.
///
/// @param underlying the market whose index price drives the contract: `BTC/USDT`
/// @param settlement linear or inverse
/// @param settlementAsset what gains and losses are paid in
/// @param multiplierUnits contract size, scaled by `multiplierScale`, positive
/// @param multiplierScale decimal digits of the multiplier
/// @param quantityScale decimal digits of a quantity of contracts
/// @param priceScale decimal digits of a price
public record ContractTerms(
    String underlying,
    Settlement settlement,
    Asset settlementAsset,
    long multiplierUnits,
    int multiplierScale,
    int quantityScale,
    int priceScale) {

  public ContractTerms {
    if (multiplierUnits <= 0) {
      throw new IllegalArgumentException("Multiplier of " + underlying + " must be positive");
    }
    requireScale(multiplierScale, "multiplier");
    requireScale(quantityScale, "quantity");
    requireScale(priceScale, "price");
    int digits = multiplierScale + quantityScale + priceScale;
    if (settlement == Settlement.LINEAR && digits > settlementAsset.scale()) {
      throw new IllegalArgumentException(
          "Contract on "
              + underlying
              + " needs "
              + digits
              + " digits for an exact value, but "
              + settlementAsset.code()
              + " keeps "
              + settlementAsset.scale());
    }
  }

  /// The factor that brings quantity × multiplier × price of a linear contract to settlement units.
  public long linearFactor() {
    return Exact.powerOfTen(settlementAsset.scale() - multiplierScale - quantityScale - priceScale);
  }

  private static void requireScale(int scale, String name) {
    if (scale < 0 || scale > Asset.MAX_SCALE) {
      throw new IllegalArgumentException(
          "Scale " + scale + " of the " + name + " is outside 0 to " + Asset.MAX_SCALE);
    }
  }
}
