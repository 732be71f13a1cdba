package org.plimsoll.engine.margin;

import java.math.BigInteger;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Charges a large holding of one account for its market impact, which grows with the square root
/// of its size. The form is Drift v2's: an asset counts for at most `1.1 ÷ (1 + f √size)`, a debt
/// for at least `0.8 × weight + f √size`.
///
/// @param factor `f`, in billionths, not negative
/// @param quantityScale decimal digits of a size, 0 to 18
public record SizeScaling(long factor, int quantityScale) {
  private static final long ASSET_BASE = 1_100_000_000L;
  private static final long DEBT_SHARE = 800_000_000L;

  public SizeScaling {
    if (factor < 0 || quantityScale < 0 || quantityScale > 18) {
      throw new IllegalArgumentException(
          "Factor " + factor + " or scale " + quantityScale + " is out of range");
    }
  }

  /// The weight of an asset holding in billionths, rounded down; never above `weight`.
  public long assetWeight(long weight, long sizeUnits) {
    long divisor = Math.addExact(Billionths.ONE, impact(sizeUnits));
    return Math.min(
        weight, Exact.multiplyDivide(ASSET_BASE, Billionths.ONE, divisor, Rounding.DOWN));
  }

  /// The weight of a debt in billionths, rounded up; never below `weight`.
  public long debtWeight(long weight, long sizeUnits) {
    long share = Billionths.times(weight, DEBT_SHARE, Rounding.UP);
    return Math.max(weight, Math.addExact(share, impact(sizeUnits)));
  }

  /// `f √size` in billionths, rounded up.
  private long impact(long sizeUnits) {
    BigInteger square =
        BigInteger.valueOf(sizeUnits)
            .multiply(BigInteger.valueOf(Exact.powerOfTen(18 - quantityScale)));
    BigInteger[] root = square.sqrtAndRemainder();
    BigInteger up = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
    return Exact.divide(
            up.multiply(BigInteger.valueOf(factor)),
            BigInteger.valueOf(Billionths.ONE),
            Rounding.UP)
        .longValueExact();
  }
}
