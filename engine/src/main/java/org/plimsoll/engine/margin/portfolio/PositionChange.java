package org.plimsoll.engine.margin.portfolio;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;

/// A trade that happened, may happen or is supposed: an order, or a step of a what-if.
///
/// Money changes hands at the trade's price: at once for options and the asset, as profit since
/// entry for perpetuals and futures.
public sealed interface PositionChange {
  /// Market of the book that changes.
  String underlying();

  /// Units of underlying bought, negative when sold.
  double quantity();

  /// Price of the trade, not negative.
  double price();

  /// The book after the trade.
  UnderlyingBook apply(UnderlyingBook book);

  /// A trade of the perpetual at `position` in the book, which must be there.
  record OfPerpetual(String underlying, int position, double quantity, double price)
      implements PositionChange {
    @Override
    public UnderlyingBook apply(UnderlyingBook book) {
      PerpetualPosition held = book.perpetuals().get(position);
      List<PerpetualPosition> changed = new ArrayList<>(book.perpetuals());
      changed.set(
          position,
          new PerpetualPosition(
              held.quantity() + quantity,
              held.price(),
              held.confidence(),
              held.unrealised() + quantity * (held.price() - price)));
      return book.withPositions(changed, book.expiries());
    }
  }

  /// A trade of the dated future of the expiry at `expiry` in the book, which must be there.
  record OfFuture(String underlying, int expiry, double quantity, double price)
      implements PositionChange {
    @Override
    public UnderlyingBook apply(UnderlyingBook book) {
      ExpiryBook held = book.expiries().get(expiry);
      List<FuturePosition> futures = new ArrayList<>(held.futures());
      futures.add(new FuturePosition(quantity, quantity * (held.forward() - price)));
      return book.withExpiry(expiry, held.with(futures, held.options()));
    }
  }

  /// A trade of an option of the expiry at `expiry` in the book, which must be there.
  ///
  /// @param volatility that the market implies at the strike
  record OfOption(
      String underlying,
      int expiry,
      OptionRight right,
      double strike,
      double volatility,
      double quantity,
      double price)
      implements PositionChange {
    @Override
    public UnderlyingBook apply(UnderlyingBook book) {
      ExpiryBook held = book.expiries().get(expiry);
      List<OptionPosition> options = new ArrayList<>(held.options());
      double total = quantity;
      for (OptionPosition option : held.options()) {
        if (option.right() == right && option.strike() == strike) {
          total += option.quantity();
          options.remove(option);
        }
      }
      if (total != 0) {
        options.add(new OptionPosition(right, strike, volatility, total));
      }
      return book.withExpiry(expiry, held.with(held.futures(), options))
          .withCash(book.cash() - quantity * price);
    }
  }

  /// A trade of the asset itself.
  record OfAsset(String underlying, double quantity, double price) implements PositionChange {
    @Override
    public UnderlyingBook apply(UnderlyingBook book) {
      return book.withBase(book.base() + quantity).withCash(book.cash() - quantity * price);
    }
  }
}
