package org.plimsoll.engine.margin.holding;

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
}
