package org.plimsoll.engine.margin.holding;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.instrument.Settlement;

/// All that an account holds on one underlying, and the market it is in.
///
/// Money is in the quote currency for a linear book. For an inverse one it is in the underlying:
/// perpetuals and futures then carry their value in it, and options pay out in it; spot, forwards
/// and strikes stay in the quote currency.
///
/// @param underlying the market, `BTC/USDT`
/// @param spot index price, positive
/// @param spotConfidence of the index, 0 to 1
/// @param pegPrice price of the settlement currency in the currency of the index, positive; 1 for
///     an inverse book
/// @param cash balance of the settlement currency
/// @param base units of the underlying held as an asset, negative when borrowed
/// @param charges what the initial requirement takes as it is: open orders, market-maker protection
public record UnderlyingBook(
    String underlying,
    Settlement settlement,
    double spot,
    double spotConfidence,
    double pegPrice,
    double cash,
    double base,
    double charges,
    List<PerpetualPosition> perpetuals,
    List<ExpiryBook> expiries) {
  /// Most options, futures and perpetuals of a book.
  public static final int MAX_POSITIONS = 4096;

  public UnderlyingBook {
    perpetuals = List.copyOf(perpetuals);
    expiries = List.copyOf(expiries);
    Checked.positive(spot, "index price");
    Checked.confidence(spotConfidence);
    Checked.positive(pegPrice, "price of the settlement currency");
    Checked.finite(cash, "balance");
    Checked.finite(base, "asset holding");
    Checked.notNegative(charges, "charges");
    int positions = perpetuals.size();
    for (ExpiryBook expiry : expiries) {
      positions += expiry.options().size() + expiry.futures().size();
    }
    if (positions > MAX_POSITIONS) {
      throw new IllegalArgumentException("More than " + MAX_POSITIONS + " positions");
    }
  }

  /// One unit of underlying in the book's money.
  public double unitValue() {
    return switch (settlement) {
      case LINEAR -> spot;
      case INVERSE -> 1;
    };
  }

  /// What the asset holding is worth in the book's money.
  public double baseValue() {
    return base * unitValue() / pegPrice;
  }

  /// Least confidence of the index and of the perpetuals that are held.
  public double confidence() {
    double least = spotConfidence;
    for (PerpetualPosition perpetual : perpetuals) {
      least = perpetual.quantity() == 0 ? least : Math.min(least, perpetual.confidence());
    }
    return least;
  }

  /// Units of underlying in perpetuals, long or short.
  public double perpetualSize() {
    double size = 0;
    for (PerpetualPosition perpetual : perpetuals) {
      size += Math.abs(perpetual.quantity());
    }
    return size;
  }

  /// A price of the underlying in the book's money.
  public double inMoney(double price) {
    return switch (settlement) {
      case LINEAR -> price;
      case INVERSE -> 1;
    };
  }

  /// Profit since entry of perpetuals and futures, not yet paid.
  public double unrealised() {
    double sum = 0;
    for (PerpetualPosition perpetual : perpetuals) {
      sum += perpetual.unrealised();
    }
    for (ExpiryBook expiry : expiries) {
      for (FuturePosition future : expiry.futures()) {
        sum += future.unrealised();
      }
    }
    return sum;
  }

  /// The size of all positions at their prices, long or short, options with their underlying.
  public double grossNotional() {
    double sum = Math.abs(base) * unitValue();
    for (PerpetualPosition perpetual : perpetuals) {
      sum += Math.abs(perpetual.quantity()) * inMoney(perpetual.price());
    }
    for (ExpiryBook expiry : expiries) {
      double units = 0;
      for (FuturePosition future : expiry.futures()) {
        units += Math.abs(future.quantity());
      }
      for (OptionPosition option : expiry.options()) {
        units += Math.abs(option.quantity());
      }
      sum += units * inMoney(expiry.forward());
    }
    return sum;
  }

  /// The book with other derivatives.
  public UnderlyingBook withPositions(
      List<PerpetualPosition> otherPerpetuals, List<ExpiryBook> otherExpiries) {
    return new UnderlyingBook(
        underlying,
        settlement,
        spot,
        spotConfidence,
        pegPrice,
        cash,
        base,
        charges,
        otherPerpetuals,
        otherExpiries);
  }

  /// The book with the expiry at `index` replaced.
  public UnderlyingBook withExpiry(int index, ExpiryBook expiry) {
    List<ExpiryBook> changed = new ArrayList<>(expiries);
    changed.set(index, expiry);
    return withPositions(perpetuals, changed);
  }

  /// The book with another balance.
  public UnderlyingBook withCash(double other) {
    return new UnderlyingBook(
        underlying,
        settlement,
        spot,
        spotConfidence,
        pegPrice,
        other,
        base,
        charges,
        perpetuals,
        expiries);
  }

  /// The book with another holding of the asset.
  public UnderlyingBook withBase(double other) {
    return new UnderlyingBook(
        underlying,
        settlement,
        spot,
        spotConfidence,
        pegPrice,
        cash,
        other,
        charges,
        perpetuals,
        expiries);
  }
}
