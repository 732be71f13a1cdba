package org.plimsoll.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.portfolio.PreTradeCheck.Decision;

class PreTradeCheckTest {
  private static final long SEED = 0x63686563L;

  @Test
  void aCheckEqualsTheSlowTwinAfterTheOrder() {
    int accepted = 0;
    int refused = 0;
    RandomBook book = new RandomBook(SEED, 8, 120, Kernels.best());
    PreTradeCheck check = book.store.preTradeCheck();
    for (int round = 0; round < 8_000; round++) {
      book.step();
      int account = book.random.nextInt(book.twin.accounts.size());
      int instrument = book.random.nextInt(book.instruments);
      long quantity = book.randomQuantity(account, instrument);
      long cost = quantity * book.twin.units[instrument] + book.random.nextInt(-3, 4);
      boolean scenarios = book.random.nextBoolean();
      Decision found =
          scenarios
              ? check.checkWithScenarios(account, instrument, quantity, cost)
              : check.check(account, instrument, quantity, cost);
      var after = book.twin.accounts.get(account).copy();
      long held = after.positions.getOrDefault(instrument, 0L);
      after.fill(instrument, quantity, cost);
      BigInteger requirement = after.initial();
      if (scenarios) {
        requirement = requirement.max(after.worstLoss());
      }
      String which = "seed " + SEED + " round " + round;
      assertEquals(after.equity(), BigInteger.valueOf(check.equity()), which);
      assertEquals(requirement, BigInteger.valueOf(check.requirement()), which);
      boolean covered = after.equity().compareTo(requirement) >= 0;
      boolean smaller =
          Long.signum(held) == -Long.signum(quantity) && Math.abs(quantity) <= Math.abs(held);
      Decision expected =
          covered ? Decision.ACCEPTED : smaller ? Decision.REDUCES : Decision.INSUFFICIENT;
      assertEquals(expected, found, which);
      accepted += covered ? 1 : 0;
      refused += expected == Decision.INSUFFICIENT ? 1 : 0;
    }
    assertTrue(accepted > 300 && refused > 300, accepted + " and " + refused);
    assertEquals(0, check.retries());
  }

  @Test
  void checkingManyAtOnceDecidesAsOneByOne() {
    RandomBook book = new RandomBook(SEED + 1, 8, 120, Kernels.best());
    for (int step = 0; step < 3_000; step++) {
      book.step();
    }
    Orders orders = new Orders(100);
    PreTradeCheck check = book.store.preTradeCheck();
    for (int round = 0; round < 20; round++) {
      orders.clear();
      for (int i = 0; i < 100; i++) {
        int account = book.random.nextInt(book.twin.accounts.size());
        int instrument = book.random.nextInt(book.instruments);
        long quantity = book.randomQuantity(account, instrument);
        orders.add(account, instrument, quantity, quantity * book.twin.units[instrument]);
      }
      check.checkAll(orders, true);
      for (int i = 0; i < 100; i++) {
        assertEquals(
            check.checkWithScenarios(
                orders.account(i), orders.instrument(i), orders.quantity(i), orders.cost(i)),
            orders.decision(i));
      }
    }
  }

  @Test
  void whatIsNotThereOrTooLargeIsToldApart() {
    PortfolioStore store = new PortfolioStore(2, 1, 1_200_000_000L);
    PreTradeCheck check = store.preTradeCheck();
    assertEquals(Decision.UNKNOWN, check.check(0, 0, 1, 1));
    int account = store.openAccount(0, 1);
    assertEquals(Decision.UNKNOWN, check.check(account, 0, 1, 1));
    store.setTiers(0, 0, MarginTiers.flat(0.1, 0.05));
    assertEquals(Decision.UNKNOWN, check.check(account, 0, 1, 1));
    store.tick(0, 100);
    assertEquals(Decision.INSUFFICIENT, check.check(account, 0, 1, 100));
    store.deposit(account, 10);
    assertEquals(Decision.ACCEPTED, check.check(account, 0, 1, 100));
    assertEquals(Decision.INSUFFICIENT, check.check(account, 0, 1, 101)); // a fee of 1
    assertEquals(Decision.UNKNOWN, check.check(account, 1, 1, 100));
    assertEquals(Decision.UNKNOWN, check.check(account, 2, 1, 100));
    assertEquals(Decision.UNKNOWN, check.check(account, -1, 1, 100));
    assertEquals(Decision.UNKNOWN, check.check(-1, 0, 1, 100));
    assertEquals(Decision.UNKNOWN, check.check(account + 1, 0, 1, 100));
    assertEquals(Decision.TOO_LARGE, check.check(account, 0, Long.MIN_VALUE, 0));
    assertEquals(Decision.TOO_LARGE, check.check(account, 0, (1L << 53) / 100 + 1, 0));
  }

  /// A writer fills, moves blocks and ticks; readers must never see half of a change.
  ///
  /// Each account holds a long of instrument 0 and a short of the same size of instrument 1, whose
  /// prices are equal in every set of prices, and everything else is bought at the price in force:
  /// equity is the same number in every whole state, and another in any mixture of two.
  @Test
  void noReadIsTornBesideTheWriter() throws InterruptedException {
    int accounts = 2;
    PortfolioStore store = new PortfolioStore(40, 1, 1_200_000_000L);
    for (int i = 0; i < 40; i++) {
      store.setTiers(0, i, MarginTiers.flat(0.0, 0.0));
      store.tick(i, 5_000);
    }
    for (int i = 0; i < accounts; i++) {
      int account = store.openAccount(0, 0);
      store.deposit(account, 1_000_000_000_000L);
    }
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong checks = new AtomicLong();
    AtomicLong retries = new AtomicLong();
    AtomicReference<String> torn = new AtomicReference<>("");
    List<Thread> readers = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      int number = reader;
      readers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    PreTradeCheck check = store.preTradeCheck();
                    SplittableRandom random = new SplittableRandom(SEED + number);
                    while (!stop.get()) {
                      int account = random.nextInt(accounts);
                      Decision found = check.checkWithScenarios(account, 39, 0, 0);
                      checks.incrementAndGet();
                      if (found == Decision.DISTURBED) {
                        continue; // the writer lost its processor half-way: no answer, not a wrong
                        // one
                      }
                      if (found != Decision.ACCEPTED || check.equity() != 1_000_000_000_000L) {
                        torn.compareAndSet("", found + " with equity " + check.equity());
                      }
                    }
                    retries.addAndGet(check.retries());
                  }));
    }
    write(store, accounts, new SplittableRandom(SEED), checks);
    stop.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
    assertEquals("", torn.get(), "seed " + SEED);
    assertTrue(retries.get() > 0, "no reader was ever disturbed, so nothing was shown");
    assertTrue(checks.get() > 10_000, "only " + checks.get() + " checks ran beside the writer");
    assertEquals(0, store.verify(Partitions.SERIAL));
  }

  private static void write(
      PortfolioStore store, int accounts, SplittableRandom random, AtomicLong checks) {
    long[] units = new long[40];
    for (int account = 0; account < accounts; account++) {
      // A long and a short of the same size; prices of both are always equal.
      long size = random.nextLong(1, 1_000_001);
      store.fill(account, 0, size, size * 5_000);
      store.fill(account, 1, -size, -size * 5_000);
    }
    for (int round = 0; round < 600_000 || (checks.get() <= 10_000 && round < 3_000_000); round++) {
      int account = random.nextInt(accounts);
      int instrument = 2 + random.nextInt(37);
      long unit = store.unitValue(instrument);
      switch (random.nextInt(12)) {
        case 0 -> {
          units[0] = random.nextLong(1, 1_000_001);
          units[1] = units[0];
          store.reprice(units, Partitions.SERIAL);
        }
        case 1, 2, 3, 4, 5, 6 -> {
          long quantity = random.nextLong(-50, 51); // at the price in force: equity stays
          store.fill(account, instrument, quantity, quantity * unit);
        }
        default -> {
          long quantity = -store.quantity(account, instrument); // frees the slot for the next
          store.fill(account, instrument, quantity, quantity * unit);
        }
      }
      if (round % 50_000 == 0) {
        store.compact();
      }
    }
  }
}
