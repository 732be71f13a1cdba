package org.plimsoll.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plimsoll.engine.liquidation.LiquidationVenue.CENT;
import static org.plimsoll.engine.liquidation.LiquidationVenue.UNIT;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;

class BankruptcyPriceTest {
  private static final long SEED = 12_03_2020L;

  /// Ten long at 100 with 50 of collateral, mark 90: worth −50, so the bankruptcy price is 95.
  @Test
  void aLongPositionIsBankruptWhereItsCollateralIsGone() {
    var venue = new LiquidationVenue();
    int account = venue.open("long", AccountMode.CROSS, 50);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    venue.trade(account, other, venue.venue.linear, 10, 100);
    venue.mark(venue.venue.linear, 90);
    Standing.Known standing = venue.standing(account);
    assertEquals(-50 * UNIT, standing.worth());
    assertEquals(95 * CENT, price(venue, standing, standing.holdings().getFirst()));
  }

  @Test
  void aShortPositionIsBankruptAboveItsEntry() {
    var venue = new LiquidationVenue();
    int account = venue.open("short", AccountMode.CROSS, 50);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    venue.trade(other, account, venue.venue.linear, 10, 100);
    venue.mark(venue.venue.linear, 103);
    Standing.Known standing = venue.standing(account);
    assertEquals(105 * CENT, price(venue, standing, standing.holdings().getFirst()));
  }

  private static long price(
      LiquidationVenue venue, Standing.Known standing, Standing.Holding holding) {
    long value = BankruptcyPrice.value(venue.venue.book, venue.reader.assets(), standing, holding);
    return BankruptcyPrice.price(
        venue.venue.book.contract(holding.contract()).value(), holding, value);
  }

  /// The second route: everything is closed at its bankruptcy price on the real ledger.
  @Test
  void closingEverythingAtBankruptcyPricesLeavesCrumbsAndNeverADebt() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 500; round++) {
      var venue = new LiquidationVenue();
      int account = venue.open("a", AccountMode.CROSS, 1 + random.nextInt(500));
      int other = venue.open("venue:market", AccountMode.VENUE, 0);
      for (int contract : new int[] {venue.venue.linear, venue.venue.ether}) {
        double price = contract == venue.venue.linear ? 100 : 10;
        double contracts = (1 + random.nextInt(3_000)) / price;
        boolean buys = random.nextBoolean();
        venue.trade(buys ? account : other, buys ? other : account, contract, contracts, price);
        venue.mark(contract, price * random.nextDouble(0.9, 1.1));
      }
      Standing.Known standing = venue.standing(account);
      long crumbs = 0;
      boolean clamped = false;
      for (Standing.Holding holding : standing.holdings()) {
        long price = price(venue, standing, holding);
        clamped |= price <= 1;
        long size = Math.abs(holding.quantity());
        boolean sells = holding.quantity() > 0;
        crumbs += size * 10 + 2;
        LiquidationVenue.applied(
            venue.venue.ledger.trade(
                new Trade(
                    sells ? other : account,
                    sells ? account : other,
                    holding.contract(),
                    size,
                    price,
                    0,
                    0),
                MarginTest.NONE));
      }
      if (!clamped) {
        long left = venue.balance(account);
        assertTrue(left >= 0 && left <= crumbs, "left " + left + ", seed " + SEED);
      }
    }
  }

  /// An inverse contract: the price solves value = −quantity × 100 ÷ price, and one tick further
  /// against the holder would be worse than the value.
  @Test
  void theInversePriceIsTheNearestOneThatIsNotWorse() {
    var venue = new LiquidationVenue();
    int account = venue.open("a", AccountMode.CROSS, 2_000);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    LiquidationVenue.applied(
        venue.venue.ledger.trade(
            new Trade(account, other, venue.venue.inverse, 1_000, 5_000_000, 0, 0),
            MarginTest.NONE));
    Standing.Known standing = venue.standing(account);
    Standing.Holding holding = standing.holdings().getFirst();
    long value = BankruptcyPrice.value(venue.venue.book, venue.reader.assets(), standing, holding);
    var contract = venue.venue.book.contract(holding.contract()).value();
    long price = BankruptcyPrice.price(contract, holding, value);
    var down = org.plimsoll.engine.quantity.Rounding.DOWN;
    assertTrue(contract.signed(holding.quantity(), price, down) >= value - 1);
    assertTrue(contract.signed(holding.quantity(), price - 1, down) < value);
  }
}
