package org.plimsoll.engine.margin;

import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.margin.MarginOutcome.Unavailable;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Decimals;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Brings amounts of any asset to units of the valuation currency at the current prices.
///
/// What is held counts at the price less its haircut, that price rounded down at its scale and the
/// worth rounded down; what is owed counts at the full price, rounded against the account. An
/// amount of the valuation currency itself without haircut stays as it is, to the last unit.
final class Valuation {
  private final AccountBook book;
  private final Marks marks;
  private final MarginPolicy policy;
  private long[] prices = new long[0];
  private long[] collateralPrices = new long[0];
  private long[] limits = new long[0];
  private long[] multipliers = new long[0];
  private long[] divisors = new long[0];
  private boolean[] valuation = new boolean[0]; // whether an asset is the valuation currency
  private long[] weighedAt = new long[0]; // deposits that the collateral price was made for

  Valuation(AccountBook book, Marks marks, MarginPolicy policy) {
    this.book = book;
    this.marks = marks;
    this.policy = policy;
  }

  void refresh() {
    if (prices.length != book.assetCount()) {
      resize();
    }
    for (int asset = 0; asset < prices.length; asset++) {
      long price = prices[asset];
      if (!valuation[asset]) {
        price = marks.hasAsset(asset) ? marks.asset(asset) : 0;
      }
      long external = book.external(asset);
      if (price != prices[asset] || external != weighedAt[asset]) {
        prices[asset] = price;
        weigh(asset, external);
      }
    }
  }

  private void weigh(int asset, long external) {
    weighedAt[asset] = external;
    CollateralTerms terms = policy.collateral().get(asset);
    collateralPrices[asset] = Billionths.times(prices[asset], weight(asset, terms), Rounding.DOWN);
  }

  private void resize() {
    int assets = book.assetCount();
    if (policy.collateral().size() < assets) {
      throw new IllegalStateException(
          "The policy has collateral terms for "
              + policy.collateral().size()
              + " of "
              + assets
              + " assets");
    }
    prices = new long[assets];
    collateralPrices = new long[assets];
    limits = new long[assets];
    multipliers = new long[assets];
    divisors = new long[assets];
    valuation = new boolean[assets];
    weighedAt = new long[assets];
    for (int asset = 0; asset < assets; asset++) {
      CollateralTerms terms = policy.collateral().get(asset);
      int shift = policy.valuation().scale() - book.asset(asset).scale() - terms.priceScale();
      limits[asset] = terms.limitUnits();
      multipliers[asset] = shift > 0 ? Exact.powerOfTen(shift) : 1;
      divisors[asset] = shift < 0 ? Exact.powerOfTen(-shift) : 1;
      valuation[asset] = book.asset(asset).equals(policy.valuation());
      prices[asset] = valuation[asset] ? Exact.powerOfTen(terms.priceScale()) : 0;
      weigh(asset, book.external(asset));
    }
  }

  /// What counts of an asset's value, in billionths: nothing where the worth of all deposits of it
  /// does not fit.
  private long weight(int asset, CollateralTerms terms) {
    if (terms.concentration() == null) {
      return terms.weight(0);
    }
    try {
      return terms.weight(Math.max(0, converted(asset, book.external(asset))));
    } catch (ArithmeticException e) {
      return 0;
    }
  }

  /// The prices as they were last refreshed, by asset; zero where there is none. Not to be changed.
  long[] prices() {
    return prices;
  }

  /// The prices less haircuts, by asset. Not to be changed.
  long[] collateralPrices() {
    return collateralPrices;
  }

  /// Whether an asset is the valuation currency without haircut or limit: worth itself always.
  boolean isUnit(int asset) {
    return valuation[asset]
        && collateralPrices[asset] == prices[asset]
        && multipliers[asset] == 1
        && prices[asset] == divisors[asset];
  }

  /// Valuation units in one unit of an asset, approximately.
  double unitPrice(int asset) {
    return (double) prices[asset] * multipliers[asset] / divisors[asset];
  }

  boolean hasPrice(int asset) {
    return prices[asset] > 0;
  }

  /// What a signed amount counts for in equity.
  long worth(int asset, long units) {
    return units < 0
        ? converted(asset, units)
        : convert(asset, Math.min(units, limits[asset]), collateralPrices[asset], Rounding.DOWN);
  }

  /// A signed amount at the full price, rounded down.
  long converted(int asset, long units) {
    return convert(asset, units, prices[asset], Rounding.DOWN);
  }

  /// A requirement at the full price, rounded up.
  long owed(int asset, long units) {
    return convert(asset, units, prices[asset], Rounding.UP);
  }

  /// The part of a net unrealised gain that counts; a loss counts in full.
  long countedGain(long units) {
    return units <= 0 || policy.gainHaircut() == 0
        ? units
        : Billionths.times(units, Billionths.ONE - policy.gainHaircut(), Rounding.DOWN);
  }

  String text(long units) {
    Asset asset = policy.valuation();
    return Decimals.format(units, asset.scale()) + " " + asset.code();
  }

  Unavailable missing(int asset) {
    return new Unavailable(
        Reason.PRICE_MISSING,
        "Asset " + book.asset(asset) + " has no price in the valuation currency");
  }

  private long convert(int asset, long units, long price, Rounding rounding) {
    if (units == 0 || (price == divisors[asset] && multipliers[asset] == 1)) {
      return units;
    }
    return Exact.multiplyDivide(
        units, Math.multiplyExact(price, multipliers[asset]), divisors[asset], rounding);
  }
}
