package org.plimsoll.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConservationTest {
  private static final long SEED = 0x504c494d534f4c4cL;
  private static final int EVENTS = 1_000_000;
  private static final int ACCOUNTS = 40;

  private final Venue venue = new Venue();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final BigInteger[] paidIn = {BigInteger.ZERO, BigInteger.ZERO};
  private int applied;

  @Test
  void aMillionRandomEventsConserveEveryAssetToTheLastUnit() {
    for (int i = 0; i < ACCOUNTS; i++) {
      venue.book.openAccount("a" + i, i % 3 == 0 ? AccountMode.ISOLATED : AccountMode.CROSS, 0);
    }
    for (int event = 1; event <= EVENTS; event++) {
      if (perform(random.nextInt(100)) instanceof LedgerResult.Applied) {
        applied++;
      }
      assertTrue(venue.book.isConserved(), () -> "seed " + SEED);
      if (event % 20_000 == 0) {
        assertTrue(venue.book.isConservedByScan(), "seed " + SEED + ", event " + event);
        assertEveryAssetAddsUp(event);
      }
    }
    assertTrue(applied > EVENTS / 2, "only " + applied + " events applied");
  }

  /// The second route: with every position closed at any price, what is held is what was paid in.
  private void assertEveryAssetAddsUp(int event) {
    for (int asset = 0; asset < 2; asset++) {
      BigInteger held = BigInteger.ZERO;
      for (int account = 0; account < venue.book.accountCount(); account++) {
        held = held.add(BigInteger.valueOf(venue.book.balance(account, asset)));
        for (int contract = 0; contract < venue.book.contractCount(); contract++) {
          if (venue.book.contract(contract).settlementIndex() == asset) {
            Position position = venue.book.position(account, contract);
            held = held.add(BigInteger.valueOf(position.bucketUnits()));
            held = held.subtract(BigInteger.valueOf(position.costUnits()));
          }
        }
      }
      assertEquals(paidIn[asset], held, "seed " + SEED + ", event " + event);
    }
  }

  private LedgerResult perform(int kind) {
    int account = random.nextInt(venue.book.accountCount());
    int asset = random.nextInt(2);
    long units = 1 + (random.nextLong() >>> 1 >> (20 + random.nextInt(40)));
    int contract = random.nextInt(3);
    if (kind < 70) {
      return trade(contract);
    }
    if (kind < 78) {
      return count(venue.ledger.deposit(account, asset, units), asset, units);
    }
    if (kind < 84) {
      return count(venue.ledger.withdraw(account, asset, units, MarginTest.NONE), asset, -units);
    }
    if (kind < 88) {
      int to = random.nextInt(venue.book.accountCount());
      return venue.ledger.transfer(account, to, asset, units, MarginTest.NONE);
    }
    if (kind < 92) {
      return venue.ledger.allocate(account, contract, units);
    }
    if (kind < 95) {
      return venue.ledger.release(account, contract, units, MarginTest.NONE);
    }
    return venue.ledger.payFunding(
        contract, random.nextLong(-2_000_000, 2_000_000), price(contract));
  }

  private LedgerResult count(LedgerResult result, int asset, long change) {
    if (result instanceof LedgerResult.Applied) {
      paidIn[asset] = paidIn[asset].add(BigInteger.valueOf(change));
    }
    return result;
  }

  private LedgerResult trade(int contract) {
    int accounts = venue.book.accountCount();
    return venue.ledger.trade(
        new Trade(
            random.nextInt(2, accounts),
            random.nextInt(2, accounts),
            contract,
            1 + (random.nextLong() >>> 1 >> (40 + random.nextInt(22))),
            price(contract),
            random.nextLong(-50, 1000),
            random.nextLong(-50, 1000)),
        MarginTest.NONE);
  }

  private long price(int contract) {
    return contract == venue.ether
        ? random.nextLong(50_000, 600_000)
        : random.nextLong(1_000_000, 12_000_000);
  }

  @Test
  void settlementOfAnInverseFutureLeavesOnlyRoundingResidue() {
    var round = new SplittableRandom(SEED);
    for (int i = 0; i < 60; i++) {
      venue.book.openAccount("a" + i, AccountMode.CROSS, 0);
    }
    for (int i = 0; i < 500; i++) {
      venue.ledger.trade(
          new Trade(
              2 + round.nextInt(30),
              32 + round.nextInt(30),
              venue.future,
              1 + round.nextInt(1000),
              round.nextLong(1_000_000, 12_000_000),
              0,
              0),
          MarginTest.NONE);
    }
    assertEquals(LedgerResult.applied(), venue.ledger.settle(venue.future, 9_876_543));
    assertTrue(venue.book.isConservedByScan());
    long sum = 0;
    for (int account = 2; account < venue.book.accountCount(); account++) {
      assertEquals(Position.FLAT, venue.book.position(account, venue.future));
      sum += venue.book.balance(account, venue.btc);
    }
    long residue = venue.book.balance(AccountBook.ROUNDING, venue.btc);
    assertEquals(0, sum + residue, "seed " + SEED);
    assertTrue(residue > 0 && residue <= 60, "residue " + residue);
  }
}
