package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.List;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.volatility.ForecastOffer;
import org.plimsoll.engine.waterfall.DefaultRules;

/// Something that happened outside, or that someone asks for: the only input of the book.
///
/// Commands are journaled in sequence before anyone sees their effects. Each carries the time at
/// which it holds; the book's own clock is the latest of these and never goes back.
public sealed interface Command {
  /// When the command holds, UTC, to the millisecond.
  Instant at();

  /// Sets the venue up. The first command of every journal, and only that.
  record OpenVenue(Instant at, VenueTerms terms) implements Command {}

  /// Opens an account.
  ///
  /// @param account the venue-wide id
  /// @param isolated whether each position has a margin of its own
  /// @param rateClass the id of a rate class in the venue's terms
  record OpenAccount(Instant at, String account, boolean isolated, String rateClass)
      implements Command {}

  /// Credits a balance.
  record Deposit(Instant at, String account, Amount amount) implements Command {}

  /// Debits a balance, if the margin left suffices.
  record Withdraw(Instant at, String account, Amount amount) implements Command {}

  /// Moves collateral between an isolated account's wallet and the margin of one position; a
  /// negative amount releases it.
  record Allocate(Instant at, String account, String instrument, Amount amount)
      implements Command {}

  /// A fill that the venue's matching engine reports, seen from both sides.
  ///
  /// @param quantity contracts bought and sold, scaled by the instrument's quantity scale, positive
  /// @param price scaled by the instrument's price scale, positive
  /// @param buyerFee what the buyer pays in settlement units; negative is a rebate
  /// @param sellerFee what the seller pays in settlement units; negative is a rebate
  /// @param checked whether the trade is refused when a side that adds risk lacks initial margin;
  ///     liquidation fills are not checked
  record Trade(
      Instant at,
      String buyer,
      String seller,
      String instrument,
      long quantity,
      long price,
      long buyerFee,
      long sellerFee,
      boolean checked)
      implements Command {}

  /// Prices that the book shall act on now: the conflated marks, not every tick.
  record ObservePrices(Instant at, List<PriceObservation> prices) implements Command {
    public ObservePrices {
      prices = List.copyOf(prices);
    }
  }

  /// Bars that closed, for the estimators and forecasts.
  record CloseBars(Instant at, List<MarketBar> bars) implements Command {
    public CloseBars {
      bars = List.copyOf(bars);
    }
  }

  /// Pays funding on every position in a perpetual.
  ///
  /// @param rate paid by longs to shorts as a fraction of the position's value; may be negative
  record SettleFunding(Instant at, String instrument, double rate) implements Command {}

  /// Settles a dated future in cash.
  ///
  /// @param price the final settlement price, scaled by the instrument's price scale
  record SettleExpiry(Instant at, String instrument, long price) implements Command {}

  /// Sets a rate by hand, at once, until it expires. The statutory floor still holds.
  record OverrideRate(
      Instant at, String rateClass, String instrument, double rate, String reason, Instant until)
      implements Command {}

  /// Offers a challenger's forecast of a market: it sets the volatility for margin while nothing
  /// speaks against it.
  record OfferForecast(Instant at, String market, ForecastOffer offer) implements Command {}

  /// Puts rules for defaults in force: from then on the book liquidates, takes over, draws on pools
  /// and deleverages by itself. A later one replaces them.
  record SetDefaultRules(Instant at, DefaultRules rules) implements Command {}

  /// A fill of a liquidation order that the venue's matching engine reports.
  ///
  /// @param order the id that the book gave the order
  /// @param counterparty the account on the other side
  /// @param quantity contracts, scaled by the instrument's quantity scale, positive
  /// @param price scaled by the instrument's price scale, within the order's limit
  /// @param counterpartyFee what the other side pays in settlement units; negative is a rebate
  record ReportLiquidationFill(
      Instant at, long order, String counterparty, long quantity, long price, long counterpartyFee)
      implements Command {}

  /// The venue will fill no more of a liquidation order of which something is left.
  record EndLiquidationOrder(Instant at, long order) implements Command {}

  /// One closed bar of one market.
  record MarketBar(String market, Candle bar) {}
}
