package org.plimsoll.engine.account;

import java.math.BigInteger;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// The worth of a quantity of one contract at a price, in units of its settlement asset.
///
/// The value rises with the price for a long position, so that profit is always value minus cost:
/// linear, `quantity × multiplier × price`, always exact; inverse,
/// `−quantity × multiplier ÷ price`, rounded once as the caller says.
public final class ContractValue {
  private final boolean linear;
  private final long factor;
  private final long divisor;

  private ContractValue(boolean linear, long factor, long divisor) {
    this.linear = linear;
    this.factor = factor;
    this.divisor = divisor;
  }

  /// The valuation of contracts with these terms.
  ///
  /// @throws ArithmeticException when the scales are so far apart that no value would fit
  public static ContractValue of(ContractTerms terms) {
    return switch (terms.settlement()) {
      case LINEAR ->
          new ContractValue(
              true, Math.multiplyExact(terms.multiplierUnits(), terms.linearFactor()), 1);
      case INVERSE -> inverse(terms);
    };
  }

  private static ContractValue inverse(ContractTerms terms) {
    int exponent =
        terms.priceScale()
            + terms.settlementAsset().scale()
            - terms.quantityScale()
            - terms.multiplierScale();
    if (Math.abs(exponent) > 18) {
      throw new ArithmeticException("Inverse contract on " + terms.underlying() + " overflows");
    }
    return exponent >= 0
        ? new ContractValue(
            false, Math.multiplyExact(terms.multiplierUnits(), Exact.powerOfTen(exponent)), 1)
        : new ContractValue(false, terms.multiplierUnits(), Exact.powerOfTen(-exponent));
  }

  /// Linear or inverse.
  public Settlement settlement() {
    return linear ? Settlement.LINEAR : Settlement.INVERSE;
  }

  /// Whether values are products, never rounded.
  public boolean isLinear() {
    return linear;
  }

  /// The signed value of a signed quantity, in settlement units.
  ///
  /// @param price positive, at the contract's price scale
  public long signed(long quantity, long price, Rounding rounding) {
    if (linear) {
      return Math.multiplyExact(quantity, Math.multiplyExact(factor, price));
    }
    return Exact.multiplyDivide(
        Math.negateExact(quantity), factor, Math.multiplyExact(price, divisor), rounding);
  }

  /// The size of a position's value, never negative: what rates are multiplied with.
  public long notional(long quantity, long price, Rounding rounding) {
    if (linear) {
      return Math.absExact(signed(quantity, price, Rounding.EXACT));
    }
    return Exact.multiplyDivide(
        Math.absExact(quantity), factor, Math.multiplyExact(price, divisor), rounding);
  }

  /// Settlement units per quantity unit of a linear contract at a price.
  public long linearUnitValue(long price) {
    return Math.multiplyExact(factor, price);
  }

  /// The numerator of `value × price` per quantity unit: linear values are `factor × price`,
  /// inverse ones `−factor ÷ (price × divisor)`.
  public BigInteger exactFactor() {
    return BigInteger.valueOf(factor);
  }

  /// What the price of an inverse contract is multiplied with below the line; 1 when linear.
  public BigInteger exactDivisor() {
    return BigInteger.valueOf(divisor);
  }
}
