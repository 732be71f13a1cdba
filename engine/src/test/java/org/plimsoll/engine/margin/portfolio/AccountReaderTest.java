package org.plimsoll.engine.margin.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.DatedFuture;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Instrument.VanillaOption;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.AccountReader.Reading;
import org.plimsoll.engine.margin.pricing.Black;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;

class AccountReaderTest {
  private static final Asset USD = new Asset("USD", 8);
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Instant EXPIRY = Instant.parse("2026-02-04T08:00:00Z");
  private static final ContractTerms TERMS =
      new ContractTerms("ETH/USD", Settlement.LINEAR, USD, 1, 0, 3, 2);

  private final AccountBook book = new AccountBook();
  private final Ledger ledger = new Ledger(book);
  private final int usd = book.addAsset(USD);
  private final int perpetual = book.listContract(new Perpetual("ETH-PERP", TERMS));
  private final int future = book.listContract(new DatedFuture("ETH-FEB", TERMS, EXPIRY));
  private final int option =
      book.listContract(
          new VanillaOption(
              "ETH-FEB-2100-C", TERMS, EXPIRY, OptionRight.CALL, 2100, 0, Settlement.LINEAR));
  private final int account = book.openAccount("a", AccountMode.CROSS, 0);
  private final int other = book.openAccount("b", AccountMode.CROSS, 0);
  private final Marks marks = new Marks();

  private Reading read() {
    var market = new UnderlyingMarket("ETH/USD", 2000, 1, 1, 0.05);
    return AccountReader.read(book, account, marks, USD, List.of(market), NOW);
  }

  private void trade(boolean buys, int contract, long quantity, long price) {
    assertInstanceOf(
        LedgerResult.Applied.class,
        ledger.trade(
            new Trade(
                buys ? account : other, buys ? other : account, contract, quantity, price, 0, 0),
            MarginTest.NONE));
  }

  private void fill() {
    ledger.deposit(account, usd, 1_000_00000000L);
    trade(true, perpetual, 1500, 199_000);
    trade(false, future, 1000, 202_000);
    trade(true, option, 2000, 5_000);
    marks.setContract(perpetual, 200_100);
    marks.setContract(future, 201_000);
    marks.setContract(option, 6_250);
  }

  /// Balance 1,000, perpetual 1.5 × 11, future 1 × 10, two options up 12.50 each.
  @Test
  void valueIsBalancePlusProfitAsInTheLedger() {
    fill();
    PortfolioAccount found = assertInstanceOf(Reading.Read.class, read()).account();
    assertEquals(100_000_000_000L, found.balances().getFirst().units());
    UnderlyingBook held = found.books().getFirst();
    assertEquals(1.5, held.perpetuals().getFirst().quantity());
    ExpiryBook expiry = held.expiries().getFirst();
    assertEquals(2010, expiry.forward());
    assertEquals(30 * 86_400, expiry.seconds());
    OptionPosition call = expiry.options().getFirst();
    double worth =
        Black.price(
            OptionRight.CALL, 2010, 2100, Black.totalVolatility(call.volatility(), 30 * 86_400));
    assertEquals(62.50, worth, 1e-9);
    double value = held.cash() + held.unrealised() + 2 * worth;
    assertEquals(16.5 + 10 + 25, value, 1e-9);
  }

  @Test
  void forwardWithoutFutureIsSpotGrownAtTheRate() {
    ledger.deposit(account, usd, 1_000_00000000L);
    trade(true, option, 2000, 5_000);
    marks.setContract(option, 6_250);
    UnderlyingBook held = assertInstanceOf(Reading.Read.class, read()).account().books().getFirst();
    assertEquals(2000 * Math.exp(0.05 * 30 / 365), held.expiries().getFirst().forward(), 1e-9);
  }

  @Test
  void missingMarkAndImpossibleMarkAreUnavailable() {
    fill();
    marks.setContract(option, 250_000);
    assertEquals(
        Reason.PRICE_OUT_OF_BOUNDS, assertInstanceOf(Reading.Unavailable.class, read()).reason());
    AccountBook fresh = new AccountBook();
    fresh.addAsset(USD);
    int listed = fresh.listContract(new Perpetual("ETH-PERP", TERMS));
    int one = fresh.openAccount("a", AccountMode.CROSS, 0);
    int two = fresh.openAccount("b", AccountMode.CROSS, 0);
    new Ledger(fresh).trade(new Trade(one, two, listed, 1, 100, 0, 0), MarginTest.NONE);
    var market = new UnderlyingMarket("ETH/USD", 2000, 1, 1, 0);
    assertEquals(
        Reason.PRICE_MISSING,
        assertInstanceOf(
                Reading.Unavailable.class,
                AccountReader.read(fresh, one, new Marks(), USD, List.of(market), NOW))
            .reason());
    assertEquals(
        Reason.ACCOUNT_MODE_MISMATCH,
        assertInstanceOf(
                Reading.Unavailable.class,
                AccountReader.read(fresh, one, marks, new Asset("EUR", 2), List.of(market), NOW))
            .reason());
    assertEquals(
        Reason.PRICE_MISSING,
        assertInstanceOf(
                Reading.Unavailable.class,
                AccountReader.read(fresh, one, marks, USD, List.of(), NOW))
            .reason());
  }
}
