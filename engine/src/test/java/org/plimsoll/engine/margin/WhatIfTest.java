package org.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.BookCodec;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.account.Venue;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;

class WhatIfTest {
  private final Venue venue = new Venue();
  private final Marks marks = new Marks();
  private final RateTable rates = new RateTable();
  private final MarginPolicy policy =
      MarginPolicy.of(Venue.USDT, List.of(CollateralTerms.of(8, 0), CollateralTerms.of(2, 0.1)));
  private final int market = venue.book.openAccount("venue:market", AccountMode.VENUE, 0);
  private final int account = venue.book.openAccount("a", AccountMode.CROSS, 0);

  private WhatIf suppose() {
    return WhatIf.of(venue.book, account, marks, rates, policy);
  }

  private void holdOneBitcoinLong() {
    rates.set(0, venue.linear, 0.1, 0.05);
    marks.setContract(venue.linear, 5_000_000);
    marks.setAsset(venue.btc, 5_000_000);
    venue.ledger.deposit(account, venue.usdt, 4_000_00000000L);
    venue.ledger.deposit(account, venue.btc, 10_000_000);
    venue.ledger.trade(
        new Trade(account, market, venue.linear, 100_000, 5_000_000, 0, 0), MarginTest.NONE);
  }

  @Test
  void nothingSupposedChangesTheBook() {
    holdOneBitcoinLong();
    byte[] before = BookCodec.hash(venue.book);
    WhatIf whatIf = suppose();
    whatIf.deposit(venue.usdt, 5);
    whatIf.trade(venue.linear, -300_000, 4_900_000, 17, false);
    whatIf.mark(venue.linear, 4_800_000);
    assertArrayEquals(before, BookCodec.hash(venue.book));
    assertEquals(5_000_000, marks.contract(venue.linear));
  }

  @Test
  void outcomeIsWhatTheBookGivesOnceItHappens() {
    holdOneBitcoinLong();
    WhatIf whatIf = suppose();
    assertEquals(
        LedgerResult.applied(), whatIf.trade(venue.linear, -40_000, 5_100_000, 1_000, true));
    MarginOutcome supposed = whatIf.outcome();
    venue.ledger.trade(
        new Trade(market, account, venue.linear, 40_000, 5_100_000, 0, 1_000), MarginTest.NONE);
    var assessor = new AccountAssessor(venue.book, marks, rates, policy);
    assertEquals(assessor.assess(account), supposed);
    assertEquals(
        assessor.liquidationPrice(account, venue.linear), whatIf.liquidationPrice(venue.linear));
  }

  /// Equity is 4,000 + 0.1 × 50,000 × 0.9 = 8,500 and the initial requirement 5,000: 3,500 USDT may
  /// go, or 3,500 ÷ 45,000 = 0.0777… BTC, rounded down to eight digits.
  @Test
  void withdrawableLeavesExactlyTheInitialRequirement() {
    holdOneBitcoinLong();
    assertEquals(3_500_00000000L, suppose().withdrawable(venue.usdt));
    assertEquals(7_777_777, suppose().withdrawable(venue.btc));
    WhatIf whatIf = suppose();
    assertInstanceOf(Refused.class, whatIf.withdraw(venue.btc, 7_777_778));
    assertEquals(LedgerResult.applied(), whatIf.withdraw(venue.btc, 7_777_777));
  }

  @Test
  void untestedTradeShowsItsShortfall() {
    holdOneBitcoinLong();
    WhatIf whatIf = suppose();
    assertInstanceOf(Refused.class, whatIf.trade(venue.linear, 100_000, 5_000_000, 0, true));
    whatIf.trade(venue.linear, 100_000, 5_000_000, 0, false);
    var found = assertInstanceOf(Assessed.class, whatIf.outcome());
    assertEquals(1_500_00000000L, found.initialShortfall());
    assertEquals(0, found.maintenanceShortfall());
  }
}
