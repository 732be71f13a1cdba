package org.plimsoll.bench.portfolio;

import java.util.Optional;
import java.util.SplittableRandom;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.portfolio.PortfolioStore;
import org.plimsoll.engine.quantity.Reason;

/// A made-up venue: accounts × ten positions in 500 instruments of skewed popularity, notionals
/// log-uniform from 8,000 to 66 million at six decimal digits, five tiers.
final class MadeBook {
  static final int POSITIONS = 10;
  private static final double[] SHOCKS = {
    -.30, -.30, -.20, -.20, -.15, -.10, -.05, 0, 0, .05, .10, .15, .20, .20, .30, .30
  };

  final PortfolioStore store;
  final int instruments;
  final int[] holders;
  final long[] units;
  private final SplittableRandom random = new SplittableRandom(20_251_010);

  MadeBook(int accounts, int instruments, boolean tiered) {
    this.instruments = instruments;
    store = new PortfolioStore(instruments, 1, 1_200_000_000L);
    holders = new int[instruments];
    units = new long[instruments];
    for (int i = 0; i < instruments; i++) {
      units[i] = (long) Math.exp(random.nextDouble(12, 20)); // 0.16 to 485 a lot
      done(store.setTiers(0, i, tiers(tiered)));
      done(store.setShocks(i, shocks()));
      done(store.tick(i, units[i]));
    }
    for (int i = 0; i < accounts; i++) {
      open();
    }
    store.publish((account, from, to, equity, initial, maintenance) -> {});
  }

  private MarginTiers tiers(boolean tiered) {
    long rate = random.nextLong(5_000_000L, 20_000_000L);
    if (!tiered) {
      return MarginTiers.of(new long[] {0}, new long[] {3 * rate}, new long[] {2 * rate});
    }
    long[] floors = {
      0, 100_000_000_000L, 500_000_000_000L, 2_000_000_000_000L, 10_000_000_000_000L
    };
    long[] rates = {2 * rate, 3 * rate, 4 * rate, 6 * rate, 10 * rate};
    return MarginTiers.proportional(floors, rates, 600_000_000L);
  }

  private long[] shocks() {
    double beta = random.nextDouble(0.5, 1.5);
    long[] shocks = new long[SHOCKS.length];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = (long) (SHOCKS[i] * beta * 1e9);
    }
    return shocks;
  }

  private void open() {
    int account = store.openAccount(0, POSITIONS);
    int held = 0;
    while (held < POSITIONS) {
      double u = random.nextDouble();
      int instrument = (int) (u * u * instruments);
      if (store.quantity(account, instrument) != 0) {
        continue;
      }
      long quantity = (long) (Math.exp(random.nextDouble(9, 18)) * 1e6 / units[instrument]) + 1;
      quantity = random.nextBoolean() ? quantity : -quantity;
      done(store.fill(account, instrument, quantity, quantity * units[instrument]));
      holders[instrument]++;
      held++;
    }
    double cover =
        random.nextInt(20) == 0 ? random.nextDouble(0.6, 1.2) : random.nextDouble(1.2, 6);
    done(store.deposit(account, (long) (store.initial(account) * cover)));
  }

  /// Moves every unit value by a normal step of so many basis points.
  long[] moved(double basisPoints, SplittableRandom steps, long[] into) {
    for (int i = 0; i < instruments; i++) {
      into[i] =
          Math.max(1, Math.round(into[i] * Math.exp(steps.nextGaussian() * basisPoints / 1e4)));
    }
    return into;
  }

  static void done(Optional<Reason> refusal) {
    refusal.ifPresent(
        reason -> {
          throw new IllegalStateException(reason.name());
        });
  }
}
