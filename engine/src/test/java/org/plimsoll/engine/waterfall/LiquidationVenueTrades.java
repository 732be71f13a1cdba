package org.plimsoll.engine.waterfall;

import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.liquidation.LiquidationVenue;

/// Trades of tests that need other units.
final class LiquidationVenueTrades {
  private LiquidationVenueTrades() {}

  static void inverse(LiquidationVenue venue, int buyer, int seller, long contracts) {
    LiquidationVenue.applied(
        venue.venue.ledger.trade(
            new Trade(buyer, seller, venue.venue.inverse, contracts, 5_000_000, 0, 0),
            MarginTest.NONE));
  }

  static void allocate(LiquidationVenue venue, int account, int contract, long money) {
    LiquidationVenue.applied(
        venue.venue.ledger.allocate(account, contract, money * LiquidationVenue.UNIT));
  }
}
