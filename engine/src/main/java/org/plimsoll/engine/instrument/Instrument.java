package org.plimsoll.engine.instrument;

import java.time.Instant;
import org.plimsoll.engine.quantity.Asset;

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

  /// A derivative: a perpetual or a dated future.
  sealed interface Contract extends Instrument {
    /// The contract's terms.
    ContractTerms terms();
  }

  /// A contract without expiry, tied to its index by funding payments.
  record Perpetual(String id, ContractTerms terms) implements Contract {}

  /// A contract that settles in cash at its expiry.
  record DatedFuture(String id, ContractTerms terms, Instant expiry) implements Contract {}
}
