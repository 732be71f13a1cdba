package org.plimsoll.engine.margin.strategy;

import java.util.List;
import org.plimsoll.engine.quantity.Billionths;

/// All positions of one account on one underlying. Prices are integers at one scale.
///
/// @param priceScale decimal digits of every price in it, and of the money that comes out
/// @param underlyingPrice market price of the underlying, positive
/// @param leverage factor by which a leveraged fund multiplies its index, in billionths, at least 1
/// @param today day of assessment, in whole days of any calendar
/// @param options positions in options, in any order; opposite positions in a series cancel
/// @param shares positions in the underlying
public record StrategyBook(
    int priceScale,
    long underlyingPrice,
    UnderlyingKind kind,
    long leverage,
    int today,
    List<OptionLeg> options,
    List<Shares> shares) {
  /// Most legs of a book.
  public static final int MAX_LEGS = 256;

  /// A position in the underlying.
  ///
  /// @param price price at which it was bought or sold, at the book's scale, positive
  /// @param quantity units of underlying, negative when sold short, not zero
  public record Shares(long price, long quantity) {
    public Shares {
      if (price <= 0 || quantity == 0) {
        throw new IllegalArgumentException("Shares at " + price + ", quantity " + quantity);
      }
    }
  }

  public StrategyBook {
    options = List.copyOf(options);
    shares = List.copyOf(shares);
    if (priceScale < 0 || priceScale > 9 || underlyingPrice <= 0 || leverage < Billionths.ONE) {
      throw new IllegalArgumentException(
          "Book with price scale "
              + priceScale
              + ", underlying at "
              + underlyingPrice
              + ", leverage "
              + leverage
              + " billionths");
    }
    if (options.size() + shares.size() > MAX_LEGS) {
      throw new IllegalArgumentException("More than " + MAX_LEGS + " legs");
    }
  }
}
