package org.plimsoll.engine.margin.portfolio;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// Where the price of one underlying would make an account liquidatable, each way.
///
/// A book of options can be liquidated by a fall, by a rise, by both or by neither, and where
/// depends on what volatility does meanwhile; so the answer is a range with its assumptions.
public sealed interface LiquidationRange {
  /// The crossings found.
  ///
  /// @param price present price
  /// @param fall the crossing below it
  /// @param rise the crossing above it
  /// @param assumptions what was held, and what was tried
  record Found(double price, Side fall, Side rise, List<Assumption> assumptions)
      implements LiquidationRange {
    public Found {
      assumptions = List.copyOf(assumptions);
    }
  }

  /// The account cannot be assessed at the present price.
  record Unavailable(Reason reason, String detail) implements LiquidationRange {}

  /// One direction.
  sealed interface Side {
    /// Some assumption leads to liquidation.
    ///
    /// @param nearest price of the worst case
    /// @param farthest price of the best case that still leads to it
    /// @param certain whether every case tried leads to it
    record Between(double nearest, double farthest, boolean certain) implements Side {}

    /// No case leads to it before the price has moved by the reach of the search.
    record Never() implements Side {}
  }

  /// What the search takes for given.
  enum Assumption {
    /// Other underlyings stay.
    OTHER_PRICES_HELD,
    /// Perpetuals and forwards move in proportion to spot.
    BASIS_HELD,
    /// No time passes, and no flow comes in between.
    NO_TIME_PASSES,
    /// Volatility was tried as it is, raised and lowered.
    VOLATILITY_TRIED,
    /// Collateral on the underlying was tried as held and as moving with it.
    COLLATERAL_TRIED,
    /// Prices were tried one per cent apart: a dip narrower than that between two of them is
    /// missed.
    STEPS_OF_ONE_PER_CENT
  }
}
