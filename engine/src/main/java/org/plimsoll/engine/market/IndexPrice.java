package org.plimsoll.engine.market;

import java.time.Instant;
import java.util.List;

/// The price that drives a market's contracts: the median of its independent sources.
public sealed interface IndexPrice {
  /// The market: `BTC/USDT`.
  String market();

  /// When it was formed, UTC.
  Instant asOf();

  /// The sources that were left out, in the order of their names, and why.
  List<Refusal> refusals();

  /// An index with a price, fresh or held.
  sealed interface Known extends IndexPrice {
    /// Scaled by {@link #priceScale}, positive.
    long price();

    /// Decimal digits of the price.
    int priceScale();

    /// What every margin rate on the market is multiplied by; at least 1.
    double rateFactor();
  }

  /// An index that enough sources agreed on.
  ///
  /// @param votes how many independent origins passed
  record Fresh(
      String market, long price, int priceScale, Instant asOf, int votes, List<Refusal> refusals)
      implements Known {
    public Fresh {
      refusals = List.copyOf(refusals);
    }

    @Override
    public double rateFactor() {
      return 1;
    }
  }

  /// The last good index, held because the quorum is lost, with the rate raised.
  ///
  /// @param goodAt when the held price was formed
  /// @param votes how many independent origins passed
  /// @param quorum how many were needed
  record Held(
      String market,
      long price,
      int priceScale,
      Instant asOf,
      Instant goodAt,
      double rateFactor,
      int votes,
      int quorum,
      List<Refusal> refusals)
      implements Known {
    public Held {
      refusals = List.copyOf(refusals);
    }
  }

  /// No index: the quorum was never reached.
  record Missing(String market, Instant asOf, int votes, int quorum, List<Refusal> refusals)
      implements IndexPrice {
    public Missing {
      refusals = List.copyOf(refusals);
    }
  }
}
