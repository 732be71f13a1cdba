package org.plimsoll.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.quantity.Reason;

/// A store and its slow twin, driven by the same random commands.
final class RandomBook {
  static final long WARNING_FACTOR = 1_200_000_000L;

  final SplittableRandom random;
  final int instruments;
  final int rateClasses = 2;
  final PortfolioStore store;
  final ReferencePortfolio twin;

  RandomBook(long seed, int instruments, int accounts, Kernel kernel) {
    random = new SplittableRandom(seed);
    this.instruments = instruments;
    store = new PortfolioStore(instruments, rateClasses, WARNING_FACTOR, kernel);
    twin = new ReferencePortfolio(instruments, rateClasses, WARNING_FACTOR);
    for (int i = 0; i < instruments; i++) {
      for (int rateClass = 0; rateClass < rateClasses; rateClass++) {
        setTiers(rateClass, i, randomTiers());
      }
      tick(i, 1 + (long) Math.exp(random.nextDouble(0, 18)));
      shock(i);
    }
    for (int i = 0; i < accounts; i++) {
      open();
    }
  }

  int open() {
    int rateClass = random.nextInt(rateClasses);
    twin.accounts.add(twin.new Holder(rateClass));
    int account = store.openAccount(rateClass, random.nextInt(4));
    assertEquals(twin.accounts.size() - 1, account);
    return account;
  }

  MarginTiers randomTiers() {
    int size = 1 + random.nextInt(6);
    long[] floors = new long[size];
    long[] initial = new long[size];
    long[] maintenance = new long[size];
    for (int i = 0; i < size; i++) {
      floors[i] = i == 0 ? 0 : floors[i - 1] + 1 + (long) Math.exp(random.nextDouble(0, 22));
      long previous = i == 0 ? 0 : initial[i - 1];
      long previousMaintenance = i == 0 ? 0 : maintenance[i - 1];
      initial[i] = previous + random.nextLong(300_000_000L);
      maintenance[i] = Math.min(initial[i], previousMaintenance + random.nextLong(200_000_000L));
    }
    return MarginTiers.of(floors, initial, maintenance);
  }

  void setTiers(int rateClass, int instrument, MarginTiers tiers) {
    applied(store.setTiers(rateClass, instrument, tiers));
    twin.setTiers(rateClass, instrument, tiers);
  }

  void shock(int instrument) {
    for (int i = 0; i < 16; i++) {
      twin.shocks[instrument][i] = random.nextLong(-1_000_000_000L, 2_000_000_000L);
    }
    applied(store.setShocks(instrument, twin.shocks[instrument]));
  }

  void tick(int instrument, long unit) {
    applied(store.tick(instrument, unit));
    twin.units[instrument] = unit;
  }

  /// A unit value near the current one, often the same tier floor's neighbourhood, seldom far.
  long nearby(int instrument) {
    long unit = twin.units[instrument];
    double range = random.nextInt(10) == 0 ? 1.0 : 0.02;
    long moved = (long) (unit * Math.exp(random.nextDouble(-range, range)));
    return Math.clamp(moved + random.nextInt(-1, 2), 1, 1L << 28);
  }

  void fill(int account, int instrument, long quantity, long cost) {
    applied(store.fill(account, instrument, quantity, cost));
    twin.accounts.get(account).fill(instrument, quantity, cost);
  }

  long randomQuantity(int account, int instrument) {
    long held = store.quantity(account, instrument);
    if (held != 0 && random.nextInt(3) == 0) {
      return random.nextBoolean() ? -held : -2 * held;
    }
    long size = 1 + (long) Math.exp(random.nextDouble(0, 14));
    return random.nextBoolean() ? size : -size;
  }

  void deposit(int account, long units) {
    applied(store.deposit(account, units));
    var holder = twin.accounts.get(account);
    holder.cash = holder.cash.add(BigInteger.valueOf(units));
  }

  /// One random command, the same for both.
  void step() {
    int account = random.nextInt(twin.accounts.size());
    int instrument = random.nextInt(instruments);
    switch (random.nextInt(20)) {
      case 0 -> setTiers(random.nextInt(rateClasses), instrument, randomTiers());
      case 1 -> depositNearThreshold(account);
      case 2 -> deposit(account, random.nextLong(-1_000_000_000L, 2_000_000_000L));
      case 3 -> open();
      case 4, 5, 6, 7, 8, 9 -> {
        long quantity = randomQuantity(account, instrument);
        long unit = twin.units[instrument];
        fill(account, instrument, quantity, quantity * (unit + random.nextInt(-1, 2)) + 1);
      }
      default -> tick(instrument, nearby(instrument));
    }
  }

  /// Leaves an account with an equity within one unit of a requirement.
  private void depositNearThreshold(int account) {
    var holder = twin.accounts.get(account);
    BigInteger target = random.nextBoolean() ? holder.maintenance() : holder.initial();
    BigInteger by = target.subtract(holder.equity()).add(BigInteger.valueOf(random.nextInt(-1, 2)));
    deposit(account, by.longValueExact());
  }

  /// Compares every figure of every account with the twin's.
  void compare(String when) {
    for (int account = 0; account < twin.accounts.size(); account++) {
      var holder = twin.accounts.get(account);
      String which = when + ", account " + account;
      assertEquals(holder.equity(), BigInteger.valueOf(store.equity(account)), which);
      assertEquals(holder.initial(), BigInteger.valueOf(store.initial(account)), which);
      assertEquals(holder.maintenance(), BigInteger.valueOf(store.maintenance(account)), which);
      assertEquals(holder.status(), store.status(account), which);
    }
  }

  private static void applied(Optional<Reason> refusal) {
    assertEquals(Optional.empty(), refusal);
  }
}
