package org.plimsoll.engine.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.quantity.Reason;

class LedgerTest {
  private static final long DOLLAR = 100_000_000L;

  private final Venue venue = new Venue();
  private final int alice = venue.book.openAccount("alice", AccountMode.CROSS, 0);
  private final int bob = venue.book.openAccount("bob", AccountMode.CROSS, 0);
  private final int carol = venue.book.openAccount("carol", AccountMode.ISOLATED, 0);

  private LedgerResult trade(int buyer, int seller, int contract, long quantity, long price) {
    return venue.ledger.trade(
        new Trade(buyer, seller, contract, quantity, price, 0, 0), MarginTest.NONE);
  }

  /// Buys 1 at 50,000 and 1 at 51,000, sells 1.5 at 52,000: cost removed 75,750, profit 2,250.
  @Test
  void reductionRealisesAgainstTheAverageCost() {
    trade(alice, bob, venue.linear, 100_000, 5_000_000);
    trade(alice, bob, venue.linear, 100_000, 5_100_000);
    trade(bob, alice, venue.linear, 150_000, 5_200_000);
    assertEquals(
        new Position(50_000, 25_250 * DOLLAR, 0), venue.book.position(alice, venue.linear));
    assertEquals(2_250 * DOLLAR, venue.book.balance(alice, venue.usdt));
    assertEquals(-2_250 * DOLLAR, venue.book.balance(bob, venue.usdt));
    assertEquals(50_000, venue.book.openInterest(venue.linear));
  }

  @Test
  void fillThroughZeroClosesTheOldSideAndOpensTheNew() {
    trade(alice, bob, venue.linear, 100_000, 5_000_000);
    trade(bob, alice, venue.linear, 300_000, 4_900_000);
    assertEquals(
        new Position(-200_000, -98_000 * DOLLAR, 0), venue.book.position(alice, venue.linear));
    assertEquals(-1_000 * DOLLAR, venue.book.balance(alice, venue.usdt));
  }

  /// A long of 10 contracts of 100 dollars from 50,000 to 40,000: 1,000 ÷ 50,000 − 1,000 ÷ 40,000
  /// bitcoin, a loss of 0.005.
  @Test
  void inverseProfitIsPaidInTheBaseCurrency() {
    trade(alice, bob, venue.inverse, 10, 5_000_000);
    trade(bob, alice, venue.inverse, 10, 4_000_000);
    assertEquals(-500_000, venue.book.balance(alice, venue.btc));
    assertEquals(500_000, venue.book.balance(bob, venue.btc));
  }

  @Test
  void feesGoToTheVenueAndRebatesComeFromIt() {
    venue.ledger.trade(
        new Trade(alice, bob, venue.linear, 100_000, 5_000_000, 25 * DOLLAR, -10 * DOLLAR),
        MarginTest.NONE);
    assertEquals(-25 * DOLLAR, venue.book.balance(alice, venue.usdt));
    assertEquals(10 * DOLLAR, venue.book.balance(bob, venue.usdt));
    assertEquals(15 * DOLLAR, venue.book.balance(AccountBook.FEES, venue.usdt));
  }

  /// 0.00001 BTC at 50,000.01 is worth 0.5000001 dollars, which at 3 billionths is 0.15 units: the
  /// payer pays one unit, the receiver gets none.
  @Test
  void fundingRoundsUpForThePayerAndDownForTheReceiver() {
    trade(alice, bob, venue.linear, 1, 5_000_001);
    assertEquals(LedgerResult.applied(), venue.ledger.payFunding(venue.linear, 3, 5_000_001));
    assertEquals(-1, venue.book.balance(alice, venue.usdt));
    assertEquals(0, venue.book.balance(bob, venue.usdt));
    assertEquals(1, venue.book.balance(AccountBook.ROUNDING, venue.usdt));
    venue.ledger.payFunding(venue.linear, -1_000_000, 5_000_001);
    assertEquals(-1 + 50_000, venue.book.balance(alice, venue.usdt));
    assertEquals(-50_001, venue.book.balance(bob, venue.usdt));
  }

  @Test
  void isolatedLossStaysInTheBucketAndProfitReturnsWithIt() {
    venue.ledger.deposit(carol, venue.usdt, 10_000 * DOLLAR);
    venue.ledger.allocate(carol, venue.linear, 2_000 * DOLLAR);
    trade(carol, bob, venue.linear, 100_000, 5_000_000);
    trade(bob, carol, venue.linear, 100_000, 4_700_000);
    assertEquals(8_000 * DOLLAR, venue.book.balance(carol, venue.usdt));
    assertEquals(
        new Position(0, 0, -1_000 * DOLLAR),
        venue.book.position(carol, venue.linear),
        "the loss beyond the bucket stays there as a deficit");
    venue.ledger.allocate(carol, venue.ether, 2_000 * DOLLAR);
    trade(carol, bob, venue.ether, 100_000, 300_000);
    trade(bob, carol, venue.ether, 100_000, 310_000);
    assertEquals(8_100 * DOLLAR, venue.book.balance(carol, venue.usdt));
    assertEquals(Position.FLAT, venue.book.position(carol, venue.ether));
  }

  @Test
  void settledContractTradesNoMore() {
    trade(alice, bob, venue.future, 10, 5_000_000);
    assertEquals(LedgerResult.applied(), venue.ledger.settle(venue.future, 4_000_000));
    assertEquals(-500_000, venue.book.balance(alice, venue.btc));
    assertRefused(
        Reason.INSTRUMENT_NOT_TRADING, () -> trade(alice, bob, venue.future, 1, 4_000_000));
    assertRefused(
        Reason.INSTRUMENT_NOT_TRADING, () -> venue.ledger.settle(venue.future, 4_000_000));
  }

  @Test
  void everyRefusalHasItsReasonAndChangesNothing() {
    venue.ledger.deposit(alice, venue.usdt, 1_000);
    trade(alice, bob, venue.linear, 100_000, 5_000_000);
    Ledger ledger = venue.ledger;
    int usdt = venue.usdt;
    assertRefused(Reason.ACCOUNT_UNKNOWN, () -> ledger.deposit(99, usdt, 1));
    assertRefused(Reason.ASSET_UNKNOWN, () -> ledger.deposit(alice, 7, 1));
    assertRefused(Reason.AMOUNT_NOT_POSITIVE, () -> ledger.deposit(alice, usdt, 0));
    assertRefused(Reason.AMOUNT_OVERFLOW, () -> ledger.deposit(alice, usdt, Long.MAX_VALUE));
    assertRefused(
        Reason.BALANCE_INSUFFICIENT, () -> ledger.withdraw(alice, usdt, 1_001, MarginTest.NONE));
    assertRefused(
        Reason.SAME_ACCOUNT, () -> ledger.transfer(alice, alice, usdt, 1, MarginTest.NONE));
    assertRefused(Reason.SAME_ACCOUNT, () -> trade(alice, alice, venue.linear, 1, 1));
    assertRefused(Reason.INSTRUMENT_UNKNOWN, () -> trade(alice, bob, 9, 1, 1));
    assertRefused(Reason.PRICE_NOT_POSITIVE, () -> trade(alice, bob, venue.linear, 1, 0));
    assertRefused(Reason.AMOUNT_NOT_POSITIVE, () -> trade(alice, bob, venue.linear, 0, 1));
    assertRefused(Reason.AMOUNT_OVERFLOW, () -> trade(alice, bob, venue.linear, Long.MAX_VALUE, 2));
    assertRefused(
        Reason.ACCOUNT_MODE_MISMATCH, () -> trade(AccountBook.FEES, bob, venue.linear, 1, 1));
    assertRefused(Reason.ACCOUNT_MODE_MISMATCH, () -> ledger.allocate(alice, venue.linear, 1));
    assertRefused(
        Reason.BALANCE_INSUFFICIENT, () -> ledger.release(carol, venue.linear, 1, MarginTest.NONE));
    assertRefused(
        Reason.RATE_OUT_OF_RANGE, () -> ledger.payFunding(venue.linear, 9_000_000_001L, 1));
  }

  @Test
  void refusedTestTakesTheTradeBackToTheLastByte() {
    trade(alice, bob, venue.linear, 100_000, 5_000_000);
    var test =
        new MarginTest() {
          @Override
          public Optional<Refused> crossShortfall(AccountBook book, int account) {
            assertTrue(book.position(bob, venue.linear).quantityUnits() < -100_000);
            return account == bob
                ? Optional.of(new Refused(Reason.MARGIN_INSUFFICIENT, "short"))
                : Optional.empty();
          }

          @Override
          public Optional<Refused> isolatedShortfall(AccountBook book, int account, int contract) {
            throw new ArithmeticException("overflow inside the test");
          }
        };
    assertRefused(
        Reason.MARGIN_INSUFFICIENT,
        () -> venue.ledger.trade(new Trade(alice, bob, venue.linear, 7, 5_123_456, 3, 4), test));
    assertRefused(
        Reason.AMOUNT_OVERFLOW,
        () -> venue.ledger.trade(new Trade(carol, alice, venue.linear, 7, 5_123_456, 3, 4), test));
    assertEquals(
        LedgerResult.applied(),
        venue.ledger.trade(new Trade(bob, alice, venue.linear, 50_000, 5_123_456, 3, 4), test),
        "both sides only reduce and are not tested");
  }

  @Test
  void positionsOfOneAccountAreLimited() {
    for (int i = 0; i < AccountBook.MAX_POSITIONS; i++) {
      int contract = venue.book.listContract(new Perpetual("P" + i, Venue.linearTerms("X/USDT")));
      trade(alice, bob, contract, 1, 100);
    }
    assertRefused(Reason.LIMIT_REACHED, () -> trade(alice, bob, venue.linear, 1, 100));
    assertEquals(LedgerResult.applied(), trade(bob, alice, venue.book.contractCount() - 1, 1, 100));
  }

  private void assertRefused(Reason reason, Supplier<LedgerResult> command) {
    byte[] before = BookCodec.hash(venue.book);
    var refused = assertInstanceOf(Refused.class, command.get());
    assertEquals(reason, refused.reason(), refused.detail());
    assertArrayEquals(before, BookCodec.hash(venue.book), refused.detail());
    assertTrue(venue.book.isConservedByScan());
  }
}
