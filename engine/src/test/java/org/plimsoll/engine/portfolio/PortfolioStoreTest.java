package org.plimsoll.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.quantity.Reason;

class PortfolioStoreTest {
  private static final long SEED = 0x706f7274L;

  private record Told(
      int account, AccountStatus from, AccountStatus to, long equity, long initial, long owed) {}

  @Test
  void everyFigureEqualsTheSlowTwinAfterRandomCommands() {
    for (int round = 0; round < 12; round++) {
      RandomBook book = new RandomBook(SEED + round, 7, 60, Kernels.best());
      for (int step = 0; step < 1_500; step++) {
        book.step();
        if (step % 250 == 0) {
          book.compare("seed " + (SEED + round) + " step " + step);
        }
      }
      book.compare("seed " + (SEED + round) + " at the end");
      assertEquals(0, book.store.verify(Partitions.SERIAL), "seed " + (SEED + round));
    }
  }

  @Test
  void differencesNeverDriftFromFullSweepsOverAHundredThousandEvents() {
    RandomBook book = new RandomBook(SEED, 40, 700, Kernels.best());
    for (int step = 0; step < 100_000; step++) {
      book.step();
      if (step % 20_000 == 0) {
        assertEquals(0, book.store.verify(Partitions.SERIAL), "seed " + SEED + " step " + step);
      }
    }
    long incremental = book.store.fingerprint();
    assertEquals(
        Optional.empty(), book.store.reprice(new long[book.instruments], Partitions.SERIAL));
    assertEquals(incremental, book.store.fingerprint(), "seed " + SEED);
    book.compare("seed " + SEED);
  }

  @Test
  void aVerificationSeesOneUnitTooMuch() {
    RandomBook book = new RandomBook(SEED, 5, 100, Kernels.best());
    for (int step = 0; step < 500; step++) {
      book.step();
    }
    Columns columns = book.store.positions().columns();
    columns.constants[Columns.constantsAt(17)]++; // behind the store's back
    long before = book.store.fingerprint();
    assertEquals(1, book.store.verify(Partitions.SERIAL));
    assertEquals(before, book.store.fingerprint(), "a verification changes nothing");
    book.store.reprice(new long[book.instruments], Partitions.SERIAL);
    assertNotEquals(before, book.store.fingerprint());
  }

  @Test
  void sweepsGiveTheSameBitsOnAnyNumberOfThreadsAndInAnyOrderOfTicks() {
    long[] fingerprints = new long[4];
    List<List<Told>> told = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      RandomBook book = new RandomBook(SEED, 20, 900, Kernels.best());
      for (int step = 0; step < 4_000; step++) {
        book.step();
      }
      book.store.publish((a, f, t, e, i, m) -> {});
      long[] target = new long[book.instruments];
      for (int i = 0; i < target.length; i++) {
        double by = Math.exp(book.random.nextDouble(-0.7, 0.7));
        target[i] = Math.clamp((long) (book.twin.units[i] * by), 1, 1L << 28);
      }
      switch (run) {
        case 0 -> book.store.reprice(target, Partitions.SERIAL);
        case 1 -> book.store.reprice(target, new Threads(2));
        case 2 -> book.store.reprice(target, new Threads(7));
        default -> {
          for (int i = target.length - 1; i >= 0; i--) {
            book.store.tick(i, book.nearby(i)); // a detour
            book.store.tick(i, target[i]);
          }
        }
      }
      fingerprints[run] = book.store.fingerprint();
      told.add(publish(book.store));
    }
    for (int run = 1; run < 4; run++) {
      assertEquals(fingerprints[0], fingerprints[run], "seed " + SEED + " run " + run);
      assertEquals(told.get(0), told.get(run), "seed " + SEED + " run " + run);
    }
    assertTrue(told.get(0).size() > 50, "the test must tell something");
  }

  @Test
  void whatIsToldEqualsAFullScanInOrderOfUrgency() {
    RandomBook book = new RandomBook(SEED + 1, 10, 300, Kernels.best());
    int total = 0;
    for (int round = 0; round < 300; round++) {
      for (int step = 0; step < 20; step++) {
        book.step();
      }
      List<Told> expected = new ArrayList<>();
      for (int account = 0; account < book.twin.accounts.size(); account++) {
        var holder = book.twin.accounts.get(account);
        AccountStatus now = holder.status();
        if (now != holder.told) {
          expected.add(
              new Told(
                  account,
                  holder.told,
                  now,
                  holder.equity().longValueExact(),
                  holder.initial().longValueExact(),
                  holder.maintenance().longValueExact()));
          holder.told = now;
        }
      }
      expected.sort(
          Comparator.comparing(Told::to)
              .reversed()
              .thenComparingLong(found -> found.equity() - found.owed())
              .thenComparingInt(Told::account));
      assertEquals(expected, publish(book.store), "seed " + (SEED + 1) + " round " + round);
      total += expected.size();
    }
    assertTrue(total > 500, "the test must tell something, not " + total);
  }

  @Test
  void theMostUrgentAreFoundWithoutLookingAtTheHealthy() {
    RandomBook book = new RandomBook(SEED + 2, 10, 500, Kernels.best());
    for (int step = 0; step < 6_000; step++) {
      book.step();
    }
    publish(book.store);
    List<Integer> expected = new ArrayList<>();
    for (int account = 0; account < book.store.accountCount(); account++) {
      if (book.store.status(account) != AccountStatus.HEALTHY) {
        expected.add(account);
      }
    }
    PortfolioStore store = book.store;
    expected.sort(
        Comparator.comparing((Integer account) -> store.status(account))
            .reversed()
            .thenComparingLong(account -> store.equity(account) - store.maintenance(account))
            .thenComparingInt(account -> account));
    assertTrue(expected.size() > 50);
    for (int limit : new int[] {1, 10, expected.size() - 3, expected.size() + 10}) {
      List<Integer> found = new ArrayList<>();
      int most = Math.min(limit, expected.size());
      assertEquals(most, store.mostUrgent(limit, (a, f, t, e, i, m) -> found.add(a)));
      assertEquals(expected.subList(0, most), found);
    }
    int all = 0;
    for (AccountStatus status : AccountStatus.values()) {
      all += store.count(status);
    }
    assertEquals(store.accountCount(), all);
  }

  @Test
  void equityEqualToAMarginToTheLastUnitCoversIt() {
    PortfolioStore store = new PortfolioStore(1, 1, 1_200_000_000L);
    store.tick(0, 7);
    store.setTiers(
        0, 0, MarginTiers.of(new long[] {0}, new long[] {200_000_001}, new long[] {100_000_001}));
    int account = store.openAccount(0, 1);
    store.fill(account, 0, 1_000_003, 7_000_021); // notional 7,000,021
    store.deposit(account, 1_400_012); // 1,400,004.2 + 0.007000021, up to 1,400,005
    assertEquals(1_400_012, store.equity(account));
    assertEquals(1_400_005, store.initial(account));
    assertEquals(700_003, store.maintenance(account)); // 700,002.1 + 0.007000021
    assertEquals(AccountStatus.HEALTHY, store.status(account));
    store.deposit(account, -7);
    assertEquals(AccountStatus.HEALTHY, store.status(account)); // equal
    store.deposit(account, -1);
    assertEquals(AccountStatus.WARNING, store.status(account));
    store.deposit(account, 840_004 - 1_400_004); // 1.2 × 700,003 = 840,003.6, up
    assertEquals(AccountStatus.WARNING, store.status(account)); // equal
    store.deposit(account, -1);
    assertEquals(AccountStatus.MARGIN_CALL, store.status(account));
    store.deposit(account, 700_003 - 840_003);
    assertEquals(AccountStatus.MARGIN_CALL, store.status(account)); // equal
    store.deposit(account, -1);
    assertEquals(AccountStatus.LIQUIDATABLE, store.status(account));
    store.deposit(account, -700_002);
    assertEquals(AccountStatus.LIQUIDATABLE, store.status(account)); // nothing, but no debt
    store.deposit(account, -1);
    assertEquals(AccountStatus.BANKRUPT, store.status(account));
  }

  @Test
  void anEmptyAccountOwesNothingAndIsHealthy() {
    PortfolioStore store = new PortfolioStore(1, 1, 1_000_000_000L);
    int account = store.openAccount(0, 3);
    store.reprice(new long[1], Partitions.SERIAL);
    assertEquals(0, store.initial(account));
    assertEquals(AccountStatus.HEALTHY, store.status(account));
  }

  @Test
  void worstLossesEqualTheSlowTwin() {
    RandomBook book = new RandomBook(SEED + 3, 9, 200, Kernels.best());
    for (int step = 0; step < 3_000; step++) {
      book.step();
    }
    int accounts = book.store.accountCount();
    long[] serial = new long[accounts + 8];
    long[] threaded = new long[accounts + 8];
    book.store.worstLosses(serial, Partitions.SERIAL);
    book.store.worstLosses(threaded, new Threads(3));
    assertArrayEquals(serial, threaded);
    for (int account = 0; account < accounts; account++) {
      assertEquals(
          book.twin.accounts.get(account).worstLoss(),
          BigInteger.valueOf(serial[account]),
          "seed " + (SEED + 3) + " account " + account);
    }
  }

  @Test
  void compactingKeepsEveryFigureAndGivesRoomBack() {
    RandomBook book = new RandomBook(SEED + 4, 30, 200, Kernels.best());
    for (int step = 0; step < 8_000; step++) {
      book.step();
    }
    long before = book.store.fingerprint();
    assertTrue(book.store.positions().wasted() > 0);
    book.store.compact();
    assertEquals(0, book.store.positions().wasted());
    assertEquals(0, book.store.verify(Partitions.SERIAL));
    for (int step = 0; step < 2_000; step++) {
      book.step();
    }
    book.compare("seed " + (SEED + 4));
    assertNotEquals(before, book.store.fingerprint());
  }

  @Test
  void whatCannotBeCarriedOutIsRefusedAndChangesNothing() {
    PortfolioStore store = new PortfolioStore(200, 1, 1_200_000_000L);
    MarginTiers tiers = MarginTiers.flat(0.1, 0.05);
    assertEquals(Optional.of(Reason.INSTRUMENT_UNKNOWN), store.setTiers(0, 200, tiers));
    assertEquals(Optional.of(Reason.TIERS_INVALID), store.setTiers(0, 0, MarginTiers.flat(5, 1)));
    assertEquals(Optional.of(Reason.ACCOUNT_UNKNOWN), store.deposit(0, 1));
    int account = store.openAccount(0, 0);
    assertEquals(Optional.of(Reason.NO_RULE_IN_FORCE), store.fill(account, 0, 1, 1));
    store.setTiers(0, 0, tiers);
    assertEquals(Optional.of(Reason.PRICE_MISSING), store.fill(account, 0, 1, 1));
    assertEquals(Optional.of(Reason.PRICE_NOT_POSITIVE), store.tick(0, 0));
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.tick(0, Long.MAX_VALUE));
    store.tick(0, 1_000_000);
    assertEquals(Optional.of(Reason.INSTRUMENT_UNKNOWN), store.fill(account, -1, 1, 1));
    long most = (1L << 53) / 1_000_000;
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.fill(account, 0, most + 1, 0));
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.fill(account, 0, Long.MIN_VALUE, 0));
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.fill(account, 0, 1, Long.MIN_VALUE));
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.deposit(account, Long.MAX_VALUE));
    assertEquals(Optional.empty(), store.fill(account, 0, most, 0));
    assertEquals(Optional.of(Reason.AMOUNT_OVERFLOW), store.tick(0, 1_000_001));
    assertEquals(most * 1_000_000, store.equity(account));
    assertEquals(Optional.of(Reason.RATE_OUT_OF_RANGE), store.setShocks(0, shocks(-1_000_000_001)));
    for (int i = 1; i < 127; i++) {
      store.setTiers(0, i, tiers);
      store.tick(i, 1);
      assertEquals(Optional.empty(), store.fill(account, i, 1, 1));
    }
    store.setTiers(0, 127, tiers);
    store.tick(127, 1);
    assertEquals(Optional.of(Reason.LIMIT_REACHED), store.fill(account, 127, 1, 1));
    assertEquals(0, store.verify(Partitions.SERIAL));
  }

  @Test
  void theLargestFiguresThatFitAreExact() {
    int instruments = 127;
    PortfolioStore store = new PortfolioStore(instruments, 1, 2_000_000_000L);
    ReferencePortfolio twin = new ReferencePortfolio(instruments, 1, 2_000_000_000L);
    int account = store.openAccount(0, instruments);
    var holder = twin.new Holder(0);
    long quantity = (1L << 22) - 3;
    long unit = (1L << 31) - 1;
    for (int i = 0; i < instruments; i++) {
      MarginTiers tiers =
          MarginTiers.of(
              new long[] {0, 1L << 40, 1L << 50},
              new long[] {1, 2_000_000_001L, 3_999_999_999L},
              new long[] {1, 1_999_999_999L, 3_999_999_998L});
      store.setTiers(0, i, tiers);
      twin.setTiers(0, i, tiers);
      store.tick(i, unit - i);
      twin.units[i] = unit - i;
      long signed = i % 3 == 0 ? -quantity : quantity;
      assertEquals(Optional.empty(), store.fill(account, i, signed, 5));
      holder.fill(i, signed, 5);
    }
    for (int round = 0; round < 2; round++) {
      assertEquals(holder.equity().longValueExact(), store.equity(account));
      assertEquals(holder.initial().longValueExact(), store.initial(account));
      assertEquals(holder.maintenance().longValueExact(), store.maintenance(account));
      store.reprice(new long[instruments], Partitions.SERIAL);
    }
  }

  private static long[] shocks(long all) {
    long[] shocks = new long[16];
    java.util.Arrays.fill(shocks, all);
    return shocks;
  }

  private static List<Told> publish(PortfolioStore store) {
    List<Told> told = new ArrayList<>();
    int count = store.publish((a, from, to, e, i, m) -> told.add(new Told(a, from, to, e, i, m)));
    assertEquals(told.size(), count);
    return told;
  }

  /// Runs each part on a thread of its own.
  private record Threads(int count) implements Partitions {
    @Override
    public void run(IntConsumer part) {
      List<Thread> threads = new ArrayList<>();
      for (int i = count - 1; i >= 0; i--) {
        int number = i;
        threads.add(Thread.ofPlatform().start(() -> part.accept(number)));
      }
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
