package org.plimsoll.engine.margin;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// The price of one contract at which an account passes a threshold, all else held.
///
/// A cross account is netted as a whole: every balance and every other position counts. Prices are
/// on the contract's own grid, so the answer is the very tick at which the sweep would act.
public sealed interface LiquidationPrice {
  /// The threshold is passed at this price: for a long position the highest such price, for a short
  /// one the lowest.
  ///
  /// @param priceUnits at the contract's price scale
  /// @param assumptions what was held fixed
  record At(long priceUnits, List<Assumption> assumptions) implements LiquidationPrice {
    public At {
      assumptions = List.copyOf(assumptions);
    }
  }

  /// No price from one tick to a million times the mark passes the threshold.
  record Never() implements LiquidationPrice {}

  /// Every price from one tick to a million times the mark has passed it.
  record Always() implements LiquidationPrice {}

  /// There is no such price to name: no position, or a price or rate is missing.
  record Unavailable(Reason reason, String detail) implements LiquidationPrice {}

  /// What a critical price takes as unchanging.
  enum Assumption {
    /// Mark prices of all other contracts stay.
    OTHER_MARKS_HELD,
    /// Valuation prices of all collateral stay, even of an asset that the contract is on.
    COLLATERAL_PRICES_HELD,
    /// Margin rates stay, though a moving price usually raises them.
    RATES_HELD,
    /// No funding, fee, deposit or trade comes in between.
    NO_FLOWS
  }
}
