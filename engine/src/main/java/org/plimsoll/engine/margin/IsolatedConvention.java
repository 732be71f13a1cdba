package org.plimsoll.engine.margin;

import java.math.BigDecimal;
import java.math.MathContext;

/// The closed forms by which exchanges publish the liquidation price of an isolated linear
/// position.
///
/// They differ in what the maintenance rate is taken of and whether a closing fee counts. Results
/// carry 34 significant digits and are for comparison and display; decisions come from
/// {@link AccountAssessor}, which agrees with {@link #BINANCE} to the tick.
public enum IsolatedConvention {
  /// Maintenance on the value at the liquidation price, less the tier's deduction.
  BINANCE {
    @Override
    public BigDecimal liquidationPrice(Terms terms) {
      BigDecimal signed = terms.sign().multiply(terms.quantity());
      BigDecimal numerator =
          terms.margin().add(terms.deduction()).subtract(signed.multiply(terms.entryPrice()));
      return divide(numerator, terms.quantity().multiply(terms.maintenanceRate()).subtract(signed));
    }
  },
  /// Maintenance on the value at the entry price; no deduction, no fee.
  BYBIT {
    @Override
    public BigDecimal liquidationPrice(Terms terms) {
      BigDecimal room = divide(BigDecimal.ONE, terms.leverage()).subtract(terms.maintenanceRate());
      return terms
          .entryPrice()
          .multiply(BigDecimal.ONE.subtract(terms.sign().multiply(room)), PRECISION);
    }
  },
  /// Maintenance and the taker fee of closing on the value at the liquidation price.
  OKX_GATE {
    @Override
    public BigDecimal liquidationPrice(Terms terms) {
      BigDecimal margin = divide(terms.entryPrice(), terms.leverage());
      BigDecimal charges = terms.maintenanceRate().add(terms.takerFeeRate());
      return divide(
          terms.entryPrice().subtract(terms.sign().multiply(margin)),
          BigDecimal.ONE.subtract(terms.sign().multiply(charges)));
    }
  };

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /// The liquidation price under this convention; may be zero or less for a position that cannot be
  /// liquidated.
  ///
  /// @throws ArithmeticException when the maintenance rate makes the price undefined
  public abstract BigDecimal liquidationPrice(Terms terms);

  private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, PRECISION);
  }

  /// An isolated linear position. All numbers are plain decimals.
  ///
  /// @param isLong long or short
  /// @param quantity positive, in units of the underlying
  /// @param entryPrice average price it was entered at
  /// @param leverage value at entry over margin
  /// @param maintenanceRate of the tier
  /// @param deduction of the tier, in the quote currency
  /// @param takerFeeRate fee of closing at the market
  public record Terms(
      boolean isLong,
      BigDecimal quantity,
      BigDecimal entryPrice,
      BigDecimal leverage,
      BigDecimal maintenanceRate,
      BigDecimal deduction,
      BigDecimal takerFeeRate) {
    public Terms {
      if (quantity.signum() <= 0 || entryPrice.signum() <= 0 || leverage.signum() <= 0) {
        throw new IllegalArgumentException("Quantity, entry price and leverage must be positive");
      }
    }

    BigDecimal sign() {
      return isLong ? BigDecimal.ONE : BigDecimal.ONE.negate();
    }

    BigDecimal margin() {
      return divide(quantity.multiply(entryPrice), leverage);
    }
  }
}
