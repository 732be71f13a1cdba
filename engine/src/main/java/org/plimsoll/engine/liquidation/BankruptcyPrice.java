package org.plimsoll.engine.liquidation;

import java.math.BigInteger;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.ContractValue;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// The value, and the price, at which closing a position uses up exactly its share of what its
/// group is worth.
///
/// A group's worth is shared between its positions as their maintenance requirements are, so that
/// closing all of them at their bankruptcy values leaves nothing: the rule of dYdX v4,
/// `−ΔNNV − TNC × |ΔMMR| ÷ TMMR`. Shares round down, values and prices in the account's favour;
/// the crumbs are swept when a group is taken over.
public final class BankruptcyPrice {
  /// Bankruptcy prices are stated up to this many times the mark.
  static final long MOST_TIMES_MARK = 1_000;

  private BankruptcyPrice() {}

  /// The part of the group's worth that falls on one of its positions, in valuation units.
  public static long share(Standing.Known standing, Standing.Holding holding) {
    long total = 0;
    long own = holding.maintenanceValued();
    for (Standing.Holding one : standing.holdings()) {
      total = Math.addExact(total, one.maintenanceValued());
    }
    if (total == 0) {
      total = standing.holdings().size();
      own = 1;
    }
    return Exact.multiplyDivide(standing.worth(), own, total, Rounding.DOWN);
  }

  /// The signed value, in settlement units, at which the whole position uses up its share.
  public static long value(
      AccountBook book, AssetRates assets, Standing.Known standing, Standing.Holding holding) {
    int asset = book.contract(holding.contract()).settlementIndex();
    long share = assets.fromValuation(asset, share(standing, holding), Rounding.DOWN);
    return Math.subtractExact(holding.markValue(), share);
  }

  /// The part of a bankruptcy value that falls on `quantity` of a position, rounded up.
  ///
  /// @param quantity positive, at most the size of the position
  public static long portion(long value, long quantity, Standing.Holding holding) {
    return Exact.multiplyDivide(value, quantity, Math.absExact(holding.quantity()), Rounding.UP);
  }

  /// The price on the contract's grid nearest to a value that is not worse for the holder than the
  /// value, from one tick to a thousand times the mark.
  public static long price(ContractValue contract, Standing.Holding holding, long value) {
    long most = Math.multiplyExact(holding.price(), MOST_TIMES_MARK);
    BigInteger scaledQuantity =
        BigInteger.valueOf(holding.quantity()).multiply(contract.exactFactor());
    boolean isLong = holding.quantity() > 0;
    Rounding rounding = isLong ? Rounding.UP : Rounding.DOWN;
    BigInteger price;
    if (contract.isLinear()) {
      price = Exact.divide(BigInteger.valueOf(value), scaledQuantity, rounding);
    } else if (isLong == value < 0 && value != 0) {
      BigInteger below = BigInteger.valueOf(value).multiply(contract.exactDivisor());
      price = Exact.divide(scaledQuantity.negate(), below, rounding);
    } else {
      price = BigInteger.valueOf(most);
    }
    return price.max(BigInteger.ONE).min(BigInteger.valueOf(most)).longValueExact();
  }
}
