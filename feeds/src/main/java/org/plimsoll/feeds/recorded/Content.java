package org.plimsoll.feeds.recorded;

import org.plimsoll.feeds.BarLength;

/// What the rows of a recording are.
public sealed interface Content {
  /// Bars of one length.
  record Candles(BarLength length) implements Content {
    @Override
    public String toString() {
      return length.toString();
    }
  }

  /// Single trades.
  record Trades() implements Content {
    @Override
    public String toString() {
      return "trades";
    }
  }

  /// Trades of one order at one price taken together.
  record AggregateTrades() implements Content {
    @Override
    public String toString() {
      return "aggtrades";
    }
  }

  /// Rates of funding settlements.
  record Funding() implements Content {
    @Override
    public String toString() {
      return "funding";
    }
  }
}
