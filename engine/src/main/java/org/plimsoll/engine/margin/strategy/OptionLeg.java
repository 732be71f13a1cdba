package org.plimsoll.engine.margin.strategy;

import java.util.Comparator;
import org.plimsoll.engine.instrument.OptionRight;

/// A position in one series of listed options.
///
/// @param strike exercise price, positive, at the book's price scale
/// @param expiryDay day of expiry, counted as the book's `today` is
/// @param premium market value per unit of underlying, not negative, at the book's price scale
/// @param quantity contracts, negative when sold, not zero
public record OptionLeg(OptionRight right, long strike, int expiryDay, long premium, long quantity)
    implements Comparable<OptionLeg> {
  private static final Comparator<OptionLeg> BY_SERIES =
      Comparator.comparingInt(OptionLeg::expiryDay)
          .thenComparingLong(OptionLeg::strike)
          .thenComparing(OptionLeg::right);

  public OptionLeg {
    if (strike <= 0 || premium < 0 || quantity == 0) {
      throw new IllegalArgumentException(
          "Option with strike " + strike + ", premium " + premium + ", quantity " + quantity);
    }
  }

  /// The same series with another number of contracts.
  public OptionLeg withQuantity(long contracts) {
    return new OptionLeg(right, strike, expiryDay, premium, contracts);
  }

  boolean isLong() {
    return quantity > 0;
  }

  /// By expiry, strike and right: the order of series, in which equal series compare as equal.
  @Override
  public int compareTo(OptionLeg other) {
    return BY_SERIES.compare(this, other);
  }
}
