package org.plimsoll.engine.liquidation;

import java.math.BigInteger;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// How much of a debt in one asset must be taken off an account, against collateral in another, to
/// cure a shortage: Drift v2's form, exact and rounded up once.
///
/// Taking one unit of debt frees its weight and costs collateral worth
/// `asset multiplier ÷ debt multiplier` at the collateral's weight, and the fund's fee.
///
/// @param assetWeight what the collateral counts for, in billionths
/// @param assetMultiplier what the liquidator receives of it per unit of value, in billionths
/// @param debtWeight what the debt counts for, in billionths
/// @param debtMultiplier what the liquidator repays per unit of value, in billionths
/// @param fundFee the fund's fee on the debt, in billionths
public record LiabilityTransfer(
    long assetWeight, long assetMultiplier, long debtWeight, long debtMultiplier, long fundFee) {

  public LiabilityTransfer {
    if (assetWeight < 0 || assetMultiplier <= 0 || debtWeight <= 0 || debtMultiplier <= 0) {
      throw new IllegalArgumentException("Weights and multipliers must be positive");
    }
    if (fundFee < 0 || fundFee > Billionths.ONE) {
      throw new IllegalArgumentException("Fund fee " + fundFee + " is outside 0 to 1");
    }
  }

  /// The value of debt to take over, in the units of `shortage`.
  ///
  /// @param shortage what equity lacks to the requirement, positive
  /// @throws ArithmeticException when taking over debt does not cure anything at these weights
  public long value(long shortage) {
    BigInteger one = BigInteger.valueOf(Billionths.ONE);
    BigInteger debt = BigInteger.valueOf(debtMultiplier);
    // (lw − aw·am/lm − fee·lw) over 1e18 · lm, without a division.
    BigInteger freed =
        BigInteger.valueOf(debtWeight)
            .multiply(one.subtract(BigInteger.valueOf(fundFee)))
            .multiply(debt)
            .subtract(
                BigInteger.valueOf(assetWeight)
                    .multiply(BigInteger.valueOf(assetMultiplier))
                    .multiply(one));
    if (freed.signum() <= 0) {
      throw new ArithmeticException("Taking over debt at these weights cures no shortage");
    }
    return Exact.divide(
            BigInteger.valueOf(shortage).multiply(one).multiply(one).multiply(debt),
            freed,
            Rounding.UP)
        .longValueExact();
  }
}
