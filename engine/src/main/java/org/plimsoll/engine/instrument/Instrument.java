package org.plimsoll.engine.instrument;

import java.time.Instant;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Anything an account can hold, identified by a venue-wide id such as `BTC-PERP`.
public sealed interface Instrument {
  /// The venue-wide id.
  String id();

  /// An asset deposited as collateral. Its value in the valuation currency follows `underlying`.
  ///
  /// @param id the asset's code
  /// @param asset what is held
  /// @param underlying the market that prices it, `BTC/USDT`, or the empty text for the valuation
  ///     currency itself
  record SpotCollateral(String id, Asset asset, String underlying) implements Instrument {}

  /// A derivative: a perpetual, a dated future or an option.
  sealed interface Contract extends Instrument {
    /// The contract's terms.
    ContractTerms terms();
  }

  /// A contract without expiry, tied to its index by funding payments.
  record Perpetual(String id, ContractTerms terms) implements Contract {}

  /// A contract that settles in cash at its expiry.
  record DatedFuture(String id, ContractTerms terms, Instant expiry) implements Contract {}

  /// A European call or put that settles in cash at its expiry.
  ///
  /// Its price is what it is worth in its settlement asset, so its terms are linear whichever way
  /// it pays out; profit is the change of that price, as for a future.
  ///
  /// @param right call or put
  /// @param strikeUnits exercise price in the quote currency, scaled by `strikeScale`, positive
  /// @param strikeScale decimal digits of the strike, 0 to 18
  /// @param payout linear: pays what exercise is worth in the quote currency; inverse: pays it in
  ///     the underlying, divided by the price at expiry
  record VanillaOption(
      String id,
      ContractTerms terms,
      Instant expiry,
      OptionRight right,
      long strikeUnits,
      int strikeScale,
      Settlement payout)
      implements Contract {
    public VanillaOption {
      if (terms.settlement() != Settlement.LINEAR) {
        throw new IllegalArgumentException("The price of option " + id + " must be linear");
      }
      if (strikeUnits <= 0 || strikeScale < 0 || strikeScale > 18) {
        throw new IllegalArgumentException(
            "Option " + id + " with strike " + strikeUnits + " at scale " + strikeScale);
      }
    }

    /// The price at which the option settles when the underlying's price is `underlyingUnits` at
    /// the strike's scale, positive. At the terms' price scale, rounded down; zero when exercise is
    /// worth nothing.
    public long settlementPrice(long underlyingUnits) {
      if (underlyingUnits <= 0) {
        throw new IllegalArgumentException("Price " + underlyingUnits + " is not positive");
      }
      long payoff = right.payoff(underlyingUnits, strikeUnits);
      return switch (payout) {
        case LINEAR -> Exact.rescale(payoff, strikeScale, terms.priceScale(), Rounding.DOWN);
        case INVERSE ->
            Exact.multiplyDivide(
                payoff, Exact.powerOfTen(terms.priceScale()), underlyingUnits, Rounding.DOWN);
      };
    }
  }
}
