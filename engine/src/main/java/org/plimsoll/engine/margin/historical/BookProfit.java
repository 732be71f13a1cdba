package org.plimsoll.engine.margin.historical;

import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;

/// Full revaluation of a book after a price move, with volatilities and time held.
public final class BookProfit {
  private BookProfit() {}

  /// The profit, in the book's money, when spot, perpetuals and forwards move by `move`.
  public static double of(UnderlyingBook book, double move) {
    boolean linear = book.settlement() == Settlement.LINEAR;
    double profit = linear ? book.baseValue() * move : 0;
    for (PerpetualPosition perpetual : book.perpetuals()) {
      profit +=
          linear
              ? perpetual.quantity() * perpetual.price() * move
              : perpetual.quantity() * (1 - 1 / (1 + move));
    }
    for (ExpiryBook expiry : book.expiries()) {
      double moved =
          expiry.fixedForward() + (expiry.forward() - expiry.fixedForward()) * (1 + move);
      for (FuturePosition future : expiry.futures()) {
        profit +=
            linear
                ? future.quantity() * (moved - expiry.forward())
                : future.quantity() * (1 - expiry.forward() / moved);
      }
      for (OptionPosition option : expiry.options()) {
        double before = price(option, expiry, expiry.forward(), linear);
        profit += option.quantity() * (price(option, expiry, moved, linear) - before);
      }
    }
    return profit;
  }

  private static double price(
      OptionPosition option, ExpiryBook expiry, double forward, boolean linear) {
    double total = Black.totalVolatility(option.volatility(), expiry.seconds());
    return linear
        ? Black.price(option.right(), forward, option.strike(), total)
        : Black.inversePrice(option.right(), forward, option.strike(), total);
  }
}
