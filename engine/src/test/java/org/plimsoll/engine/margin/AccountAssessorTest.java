package org.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.account.BookCodec;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.account.Venue;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;
import org.plimsoll.engine.margin.MarginOutcome.Unavailable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

class AccountAssessorTest {
  private static final long SEED = 0x6d617267696eL;

  private final Venue venue = new Venue();
  private final Marks marks = new Marks();
  private final RateTable rates = new RateTable();
  private final SplittableRandom random = new SplittableRandom(SEED);

  private MarginPolicy policy =
      new MarginPolicy(
          Venue.USDT,
          List.of(
              CollateralTerms.of(8, 0),
              new CollateralTerms(2, Billionths.ofRate(0.0512345), 3_000_000_000L)),
          Billionths.ofRate(1.25),
          Billionths.ofRate(0.031));

  private AccountAssessor assessor() {
    return new AccountAssessor(venue.book, marks, rates, policy);
  }

  @Test
  void everyFigureEqualsTheSlowReferenceToTheLastUnit() {
    randomMarket();
    randomVenue(600);
    var reference = new ReferenceMargin(venue.book, marks, rates, policy);
    AccountAssessor assessor = assessor();
    int[] seen = new int[AccountStatus.values().length];
    for (int round = 0; round < 20; round++) {
      randomMarks();
      for (int account = 2; account < venue.book.accountCount(); account++) {
        String where = "seed " + SEED + ", round " + round + ", account " + account;
        if (venue.book.mode(account) == AccountMode.ISOLATED) {
          compareBuckets(reference, assessor, account, where);
          continue;
        }
        ReferenceMargin.Figures expected = reference.cross(account);
        var found = assertInstanceOf(Assessed.class, assessor.assess(account), where);
        assertEquals(expected.equity(), BigInteger.valueOf(found.equity()), where);
        assertEquals(expected.initial(), BigInteger.valueOf(found.initial()), where);
        assertEquals(expected.maintenance(), BigInteger.valueOf(found.maintenance()), where);
        assertEquals(expected.status(policy.warningFactor()), found.status(), where);
        seen[found.status().ordinal()]++;
      }
    }
    for (AccountStatus status : AccountStatus.values()) {
      assertTrue(seen[status.ordinal()] > 10, status + " seen " + seen[status.ordinal()]);
    }
  }

  private void compareBuckets(
      ReferenceMargin reference, AccountAssessor assessor, int account, String where) {
    AccountStatus worst = AccountStatus.HEALTHY;
    for (int contract = 0; contract < venue.book.contractCount(); contract++) {
      AccountStatus status = reference.bucket(account, contract).status(policy.warningFactor());
      worst = status.compareTo(worst) > 0 ? status : worst;
    }
    assertEquals(worst, assertInstanceOf(Assessed.class, assessor.assess(account)).status(), where);
  }

  @Test
  void sweepTellsOfEachChangeOnceAndFindsWhatAssessingOneByOneFinds() {
    randomMarket();
    randomVenue(300);
    AccountAssessor assessor = assessor();
    for (int round = 0; round < 10; round++) {
      randomMarks();
      List<Integer> changed = new ArrayList<>();
      List<AccountStatus> before = statuses();
      int unavailable =
          assessor.sweep(
              (account, from, to, equity, initial, maintenance) -> {
                changed.add(account);
                assertEquals(before.get(account), from);
                var found = assertInstanceOf(Assessed.class, assessor().assess(account));
                assertEquals(
                    List.of(found.status(), found.equity(), found.initial(), found.maintenance()),
                    List.of(to, equity, initial, maintenance));
              });
      assertEquals(0, unavailable);
      List<Integer> expected = new ArrayList<>();
      for (int account = 2; account < venue.book.accountCount(); account++) {
        var found = assertInstanceOf(Assessed.class, assessor().assess(account));
        if (found.status() != before.get(account)) {
          expected.add(account);
        }
      }
      assertEquals(expected, changed, "seed " + SEED);
      assessor.sweep((a, f, t, e, i, m) -> assertTrue(false, "second sweep changed " + a));
    }
  }

  @Test
  void sweepThatLeavesAccountsOutFindsEveryStatusThatAssessingAllFinds() {
    randomMarket();
    randomVenue(300);
    moneyOnly(200);
    AccountAssessor assessor = assessor();
    long lookedAt = 0;
    long changes = 0;
    for (int round = 0; round < 4_000; round++) {
      smallMove(round % 97 == 0 ? 0.08 : StrictMath.exp(random.nextDouble(-14, -5)));
      if (round % 61 == 0) {
        disturb();
      }
      if (round % 7 == 0) {
        int contract = random.nextInt(4);
        long rate = random.nextLong(-100_000, 100_000);
        venue.ledger.payFunding(contract, rate, marks.contract(contract));
      }
      List<AccountStatus> before = statuses();
      assessor.sweep((a, f, t, e, i, m) -> {});
      lookedAt += assessor.assessedInLastSweep();
      AccountAssessor fresh = assessor();
      for (int account = 2; account < venue.book.accountCount(); account++) {
        var found = assertInstanceOf(Assessed.class, fresh.assess(account));
        String where = "seed " + SEED + ", round " + round + ", account " + account;
        assertEquals(found.status(), venue.book.status(account), where);
        changes += found.status() == before.get(account) ? 0 : 1;
      }
    }
    assertTrue(lookedAt < 4_000 * 500 / 3, "looked at " + lookedAt);
    assertTrue(changes > 1_000, changes + " changes");
  }

  /// Adds cross accounts that hold money and linear contracts only.
  private void moneyOnly(int accounts) {
    int first = venue.book.accountCount();
    for (int i = 0; i < accounts; i++) {
      int account = venue.book.openAccount("m" + i, AccountMode.CROSS, random.nextInt(3));
      venue.ledger.deposit(account, venue.usdt, 1 + random.nextLong(20_000_00000000L));
    }
    for (int i = 0; i < accounts * 3; i++) {
      int buyer = random.nextInt(accounts);
      int seller = (buyer + 1 + random.nextInt(accounts - 1)) % accounts;
      trade(first + buyer, first + seller, random.nextInt(2));
    }
  }

  /// Moves every price by up to a fraction of itself, or by a tick, or leaves it.
  private void smallMove(double most) {
    for (int contract = 0; contract < venue.book.contractCount(); contract++) {
      marks.setContract(contract, moved(marks.contract(contract), most));
    }
    marks.setAsset(venue.btc, moved(marks.asset(venue.btc), most));
  }

  private long moved(long price, double most) {
    return switch (random.nextInt(4)) {
      case 0 -> price;
      case 1 -> price + random.nextInt(-1, 2);
      default -> Math.max(1_000, price + Math.round(price * random.nextDouble(-most, most)));
    };
  }

  /// Changes what a headroom rests on: holdings, rates, accounts.
  private void disturb() {
    int account = 2 + random.nextInt(venue.book.accountCount() - 2);
    venue.ledger.deposit(account, venue.usdt, 1 + random.nextLong(500_00000000L));
    trade(account, account == 2 ? 3 : 2, random.nextInt(4));
    double rate = random.nextDouble(0.004, 0.2);
    rates.set(random.nextInt(3), random.nextInt(4), rate, rate * 0.6);
    int added =
        venue.book.openAccount(
            "late" + venue.book.accountCount(), AccountMode.CROSS, random.nextInt(3));
    venue.ledger.deposit(added, venue.btc, 1 + random.nextLong(20_000_000L));
    trade(added, 2, random.nextInt(4));
  }

  @Test
  void equityEqualToMaintenanceIsNeverLiquidatedAndOneUnitLessAlwaysIs() {
    policy =
        MarginPolicy.of(Venue.USDT, List.of(CollateralTerms.of(8, 0), CollateralTerms.of(2, 1)));
    randomMarket();
    AccountAssessor assessor = assessor();
    var reference = new ReferenceMargin(venue.book, marks, rates, policy);
    int counterparty = venue.book.openAccount("venue:market", AccountMode.VENUE, 0);
    int ties = 0;
    for (int i = 0; i < 3_000; i++) {
      int account = venue.book.openAccount("t" + i, AccountMode.CROSS, random.nextInt(3));
      for (int contract : new int[] {venue.linear, venue.ether}) {
        trade(account, counterparty, contract);
      }
      ReferenceMargin.Figures figures = reference.cross(account);
      long missing = figures.maintenance().subtract(figures.equity()).longValueExact();
      if (missing <= 0) {
        continue;
      }
      venue.ledger.deposit(account, venue.usdt, missing);
      var tie = assertInstanceOf(Assessed.class, assessor.assess(account));
      assertEquals(tie.maintenance(), tie.equity(), "seed " + SEED + ", round " + i);
      assertEquals(AccountStatus.MARGIN_CALL, tie.status(), "seed " + SEED + ", round " + i);
      venue.ledger.transfer(account, counterparty, venue.usdt, 1, MarginTest.NONE);
      var below = assertInstanceOf(Assessed.class, assessor.assess(account));
      assertTrue(below.status().compareTo(AccountStatus.LIQUIDATABLE) >= 0);
      ties++;
    }
    assertTrue(ties > 2_000, "only " + ties + " ties");
  }

  @Test
  void liquidationPriceIsTheTickAtWhichTheReferenceLiquidates() {
    randomMarket();
    randomVenue(300);
    int found = 0;
    int never = 0;
    for (int account = 2; account < venue.book.accountCount(); account++) {
      for (int contract = 0; contract < venue.book.contractCount(); contract++) {
        String where = "seed " + SEED + ", account " + account + ", contract " + contract;
        switch (assessor().liquidationPrice(account, contract)) {
          case LiquidationPrice.At at -> {
            long price = at.priceUnits();
            boolean isLong = venue.book.position(account, contract).quantityUnits() > 0;
            assertTrue(isLiquidated(account, contract, price), where);
            assertTrue(!isLiquidated(account, contract, isLong ? price + 1 : price - 1), where);
            found++;
          }
          case LiquidationPrice.Never _ -> {
            boolean isLong = venue.book.position(account, contract).quantityUnits() > 0;
            long worst = isLong ? 1 : marks.contract(contract) << 20;
            assertTrue(!isLiquidated(account, contract, worst), where);
            never++;
          }
          case LiquidationPrice.Always _ ->
              assertTrue(isLiquidated(account, contract, marks.contract(contract)), where);
          case LiquidationPrice.Unavailable gone ->
              assertEquals(
                  0, venue.book.position(account, contract).quantityUnits(), gone.detail());
        }
      }
    }
    assertTrue(found > 300 && never > 20, found + " found, " + never + " never");
  }

  private boolean isLiquidated(int account, int contract, long price) {
    Marks moved = marks.copy();
    moved.setContract(contract, price);
    var reference = new ReferenceMargin(venue.book, moved, rates, policy);
    ReferenceMargin.Figures figures =
        venue.book.mode(account) == AccountMode.ISOLATED
            ? reference.bucket(account, contract)
            : reference.cross(account);
    return figures.equity().compareTo(figures.maintenance()) < 0;
  }

  @Test
  void withdrawalToTheInitialRequirementPassesAndOneUnitMoreIsRefused() {
    policy =
        MarginPolicy.of(Venue.USDT, List.of(CollateralTerms.of(8, 0), CollateralTerms.of(2, 1)));
    rates.set(0, venue.linear, 0.1, 0.05);
    marks.setContract(venue.linear, 5_000_000);
    int account = venue.book.openAccount("a", AccountMode.CROSS, 0);
    int other = venue.book.openAccount("venue:market", AccountMode.VENUE, 0);
    venue.ledger.deposit(account, venue.usdt, 1_000_00000000L);
    // One tenth of a BTC at 50,000 is worth 5,000; a tenth of that must stay.
    var trade = new Trade(account, other, venue.linear, 10_000, 5_000_000, 0, 0);
    assertEquals(LedgerResult.applied(), venue.ledger.trade(trade, assessor()));
    byte[] before = BookCodec.hash(venue.book);
    var refused =
        assertInstanceOf(
            Refused.class, venue.ledger.withdraw(account, venue.usdt, 500_00000001L, assessor()));
    assertEquals(Reason.MARGIN_INSUFFICIENT, refused.reason());
    assertArrayEquals(before, BookCodec.hash(venue.book));
    assertEquals(
        LedgerResult.applied(),
        venue.ledger.withdraw(account, venue.usdt, 500_00000000L, assessor()));
  }

  @Test
  void accountWithoutAPriceOrRateIsUnavailableAndKeepsItsStatus() {
    rates.set(0, venue.linear, 0.1, 0.05);
    int account = venue.book.openAccount("a", AccountMode.CROSS, 0);
    int other = venue.book.openAccount("venue:market", AccountMode.VENUE, 0);
    venue.ledger.trade(
        new Trade(account, other, venue.linear, 10_000, 5_000_000, 0, 0), MarginTest.NONE);
    venue.book.recordStatus(account, AccountStatus.WARNING);
    assertEquals(
        Reason.PRICE_MISSING,
        assertInstanceOf(Unavailable.class, assessor().assess(account)).reason());
    marks.setContract(venue.linear, 5_000_000);
    rates.clear(0, venue.linear);
    assertEquals(
        Reason.NO_RULE_IN_FORCE,
        assertInstanceOf(Unavailable.class, assessor().assess(account)).reason());
    assertEquals(1, assessor().sweep((a, f, t, e, i, m) -> assertTrue(false)));
    assertEquals(AccountStatus.WARNING, venue.book.status(account));
  }

  private List<AccountStatus> statuses() {
    List<AccountStatus> statuses = new ArrayList<>();
    for (int account = 0; account < venue.book.accountCount(); account++) {
      statuses.add(venue.book.status(account));
    }
    return statuses;
  }

  private void randomMarket() {
    for (int contract = 0; contract < venue.book.contractCount(); contract++) {
      for (int rateClass = 0; rateClass < 3; rateClass++) {
        rates.setTiers(contract, randomTiers(contract));
        double rate = random.nextDouble(0.004, 0.2);
        rates.set(rateClass, contract, rate, rate * 0.6);
      }
    }
    randomMarks();
  }

  private MarginTiers randomTiers(int contract) {
    long unit = contract < 2 ? 1_000_00000000L : 2_000_000L;
    long[] floors = {0, unit + random.nextLong(unit), 0, 0};
    floors[2] = floors[1] * 3 + 7;
    floors[3] = floors[2] * 5 + 11;
    long base = random.nextLong(5_000_000);
    long[] initial = {base, base + 10_000_001, base + 50_000_003, base + 300_000_007};
    long[] maintenance = {base / 2, base / 2 + 5_000_001, base / 2 + 5_000_001, base + 70_000_007};
    return MarginTiers.of(floors, initial, maintenance);
  }

  private void randomMarks() {
    long bitcoin = random.nextLong(3_000_000, 9_000_000);
    marks.setContract(venue.linear, bitcoin);
    marks.setContract(venue.ether, random.nextLong(100_000, 400_000));
    marks.setContract(venue.inverse, bitcoin + random.nextLong(-9_000, 9_000));
    marks.setContract(venue.future, bitcoin + random.nextLong(-90_000, 90_000));
    marks.setAsset(venue.btc, bitcoin + random.nextLong(-900, 900));
  }

  private void randomVenue(int accounts) {
    for (int i = 0; i < accounts; i++) {
      int account =
          venue.book.openAccount(
              "a" + i, i % 4 == 0 ? AccountMode.ISOLATED : AccountMode.CROSS, random.nextInt(3));
      venue.ledger.deposit(account, venue.usdt, 1 + random.nextLong(20_000_00000000L));
      venue.ledger.deposit(account, venue.btc, 1 + random.nextLong(20_000_000L));
      venue.ledger.allocate(account, venue.linear, random.nextLong(6_000_00000000L));
      venue.ledger.allocate(account, venue.inverse, random.nextLong(6_000_000L));
    }
    for (int i = 0; i < accounts * 4; i++) {
      int buyer = 2 + random.nextInt(accounts);
      trade(buyer, 2 + (buyer - 1 + random.nextInt(accounts - 1)) % accounts, random.nextInt(4));
    }
  }

  private void trade(int buyer, int seller, int contract) {
    boolean turned = random.nextBoolean();
    long quantity = 1 + (random.nextLong() >>> 1 >> (43 + random.nextInt(12)));
    long price = marks.contract(contract) + random.nextLong(-9_000, 9_000);
    venue.ledger.trade(
        new Trade(
            turned ? seller : buyer,
            turned ? buyer : seller,
            contract,
            contract < 2 ? quantity : 1 + quantity / 500,
            price,
            random.nextLong(100),
            random.nextLong(100)),
        MarginTest.NONE);
  }
}
