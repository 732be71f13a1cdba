package org.plimsoll.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.account.Venue;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Billionths;

/// A venue with marks and rates for tests: money in whole USDT, quantities in whole contracts.
public final class LiquidationVenue {
  public static final long UNIT = 100_000_000L;
  public static final long CONTRACT = 100_000L;
  public static final long CENT = 100L;

  public final Venue venue = new Venue();
  public final Marks marks = new Marks();
  public final RateTable rates = new RateTable();
  public final MarginPolicy policy =
      new MarginPolicy(
          Venue.USDT,
          List.of(CollateralTerms.of(0, 0), CollateralTerms.of(2, 0.2)),
          Billionths.ofRate(1.2),
          0);
  public final AccountAssessor assessor = new AccountAssessor(venue.book, marks, rates, policy);
  public final StandingReader reader = new StandingReader(venue.book, marks, assessor, policy);

  /// Marks of 100, 10 and 50,000; 10 % initial and 5 % maintenance everywhere.
  public LiquidationVenue() {
    for (int contract = 0; contract < venue.book.contractCount(); contract++) {
      rates.setTiers(contract, MarginTiers.flat(0, 0));
      rates.set(0, contract, 0.1, 0.05);
    }
    mark(venue.linear, 100);
    mark(venue.ether, 10);
    mark(venue.inverse, 50_000);
    mark(venue.future, 50_000);
    marks.setAsset(venue.btc, 50_000 * CENT);
  }

  public void mark(int contract, double price) {
    marks.setContract(contract, Math.round(price * CENT));
  }

  public int open(String id, AccountMode mode, long deposit) {
    int account = venue.book.openAccount(id, mode, 0);
    if (deposit > 0) {
      applied(venue.ledger.deposit(account, venue.usdt, deposit * UNIT));
    }
    return account;
  }

  public void trade(int buyer, int seller, int contract, double contracts, double price) {
    applied(
        venue.ledger.trade(
            new Trade(
                buyer,
                seller,
                contract,
                Math.round(contracts * CONTRACT),
                Math.round(price * CENT),
                0,
                0),
            MarginTest.NONE));
  }

  public Standing.Known standing(int account) {
    return switch (reader.read(new MarginGroup.Cross(account))) {
      case Standing.Known known -> known;
      case Standing.Unknown gone -> throw new AssertionError(gone.toString());
    };
  }

  public long balance(int account) {
    return venue.book.balance(account, venue.usdt);
  }

  public static LiquidationTerms terms(double target, double takeover, DisposalPace pace) {
    var market =
        new LiquidationTerms.MarketTerms(Billionths.ofRate(0.001), Billionths.ofRate(0.03), pace);
    return new LiquidationTerms(
        Billionths.ofRate(target),
        Billionths.ofRate(takeover),
        Billionths.ofRate(0.005),
        10_000,
        60_000,
        List.of(market, market, market, market));
  }

  public static void applied(LedgerResult result) {
    assertEquals(LedgerResult.applied(), result);
  }
}
