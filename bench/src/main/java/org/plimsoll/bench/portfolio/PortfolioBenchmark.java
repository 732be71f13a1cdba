package org.plimsoll.bench.portfolio;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.plimsoll.engine.portfolio.Orders;
import org.plimsoll.engine.portfolio.Partitions;
import org.plimsoll.engine.portfolio.PortfolioStore;
import org.plimsoll.engine.portfolio.PreTradeCheck;

/// Measures sweeps, ticks, scenarios and pre-trade checks of the portfolio store.
///
/// Usage: `PortfolioBenchmark ACCOUNTS ROUNDS`. Prints Markdown tables. All figures come from one
/// process; the book without tiers is the same book with one tier an instrument.
public final class PortfolioBenchmark {
  private static final int INSTRUMENTS = 500;
  private static final double STEP = 2; // basis points a sweep
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int accounts;
  private final int rounds;
  private final double positions;
  private double[] reads = {};
  private double flatSweep; // ns of one thread's sweep without tiers

  private PortfolioBenchmark(int accounts, int rounds) {
    this.accounts = accounts;
    this.rounds = rounds;
    positions = (double) accounts * MadeBook.POSITIONS;
  }

  /// Runs everything once.
  public static void main(String[] args) throws Exception {
    new PortfolioBenchmark(Integer.parseInt(args[0]), Integer.parseInt(args[1])).run();
  }

  private void run() throws Exception {
    print("1-minute load at the start: " + load());
    print("vector module: " + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    Team two = new Team(2);
    double[] one = new Bandwidth(1).measure(Partitions.SERIAL, 20);
    double[] both = new Bandwidth(2).measure(two, 20);
    print(
        "read bandwidth, GB/s: one thread best %s p90 %s; two threads best %s p90 %s"
            .formatted(n(one[0], 1), n(one[1], 1), n(both[0], 1), n(both[1], 1)));
    reads = new double[] {one[1], both[1]};
    print("");
    print(
        "| sweep | threads | min ms | median ms | ns/position (min) | GB/s | of read p90 | bytes allocated |");
    print("|---|---|---|---|---|---|---|---|");
    sweeps(new MadeBook(accounts, INSTRUMENTS, false), "no tiers", two);
    MadeBook book = new MadeBook(accounts, INSTRUMENTS, true);
    sweeps(book, "five tiers", two);
    print("");
    ticks(book);
    print("");
    checks(book);
    print("");
    print("verify: " + book.store.verify(two) + " accounts differ");
    print("1-minute load at the end: " + load());
  }

  private void sweeps(MadeBook book, String name, Partitions two) {
    double one = sweep(book, name + ", prices unchanged", Partitions.SERIAL, 0);
    if (flatSweep == 0) {
      flatSweep = one;
    }
    sweep(book, name + ", prices unchanged", two, 0);
    sweep(book, name + ", all prices moved", Partitions.SERIAL, STEP);
    sweep(book, name + ", all prices moved", two, STEP);
    scenarios(book, name + ", 16 scenarios", Partitions.SERIAL);
    scenarios(book, name + ", 16 scenarios", two);
  }

  private double sweep(MadeBook book, String name, Partitions partitions, double step) {
    SplittableRandom steps = new SplittableRandom(1);
    Sample sample = new Sample(rounds);
    long[] none = new long[INSTRUMENTS];
    long allocated = 0;
    long told = 0;
    for (int round = -10; round < rounds; round++) {
      long[] units = step == 0 ? none : book.moved(step, steps, book.units);
      long before = allocated();
      long start = System.nanoTime();
      MadeBook.done(book.store.reprice(units, partitions));
      long time = System.nanoTime() - start;
      long after = allocated();
      told += book.store.publish((account, from, to, equity, initial, maintenance) -> {});
      if (round >= 0) {
        sample.add(time);
        allocated += after - before;
      }
    }
    // Columns 28 a position; deductions, rows read and written back, layouts.
    row(name, partitions, sample, positions * 28 + accounts * (32.0 + 32 + 32 + 1), allocated);
    if (step > 0) {
      print("<!-- " + n((double) told / (rounds + 10), 0) + " changes of status a sweep -->");
    }
    return sample.least();
  }

  private void scenarios(MadeBook book, String name, Partitions partitions) {
    long[] losses = new long[accounts + 8];
    Sample sample = new Sample(rounds);
    long allocated = 0;
    for (int round = -10; round < rounds; round++) {
      long before = allocated();
      long start = System.nanoTime();
      book.store.worstLosses(losses, partitions);
      long time = System.nanoTime() - start;
      if (round >= 0) {
        sample.add(time);
        allocated += allocated() - before;
      }
    }
    row(name, partitions, sample, positions * 12 + accounts * 17.0, allocated);
  }

  private void row(
      String name, Partitions partitions, Sample sample, double bytes, long allocated) {
    double best = sample.least();
    double rate = bytes / best;
    print(
        "| %s | %d | %s | %s | %s | %s | %s %% | %d |"
            .formatted(
                name,
                partitions.count(),
                n(best / 1e6, 2),
                n(sample.median() / 1e6, 2),
                n(best / positions, 3),
                n(rate, 1),
                n(100 * rate / reads[partitions.count() - 1], 0),
                allocated));
  }

  private void ticks(MadeBook book) {
    int chosen = 0;
    for (int i = 0; i < INSTRUMENTS; i++) {
      if (Math.abs(book.holders[i] - 20_000) < Math.abs(book.holders[chosen] - 20_000)) {
        chosen = i;
      }
    }
    SplittableRandom steps = new SplittableRandom(2);
    int times = rounds * 20;
    Sample sample = new Sample(times);
    long allocated = 0;
    for (int round = -200; round < times; round++) {
      long unit = Math.round(book.units[chosen] * Math.exp(steps.nextGaussian() * STEP / 1e4));
      unit += unit == book.units[chosen] ? 1 : 0;
      book.units[chosen] = unit;
      long before = allocated();
      long start = System.nanoTime();
      MadeBook.done(book.store.tick(chosen, unit));
      long time = System.nanoTime() - start;
      if (round >= 0) {
        sample.add(time);
        allocated += allocated() - before;
      }
      book.store.publish((account, from, to, equity, initial, maintenance) -> {});
    }
    int held = book.holders[chosen];
    print("One instrument's tick with " + held + " holders (move of 2 basis points, one sigma):");
    print(
        "min %s µs, median %s µs, p99 %s µs; %s ns a holder (min); 1/%s of the sweep without tiers"
                .formatted(
                    n(sample.least() / 1e3, 0),
                    n(sample.median() / 1e3, 0),
                    n(sample.quantile(0.99) / 1e3, 0),
                    n(sample.least() / held, 1),
                    n(flatSweep / sample.least(), 1))
            + " (min to min); bytes allocated "
            + allocated);
  }

  private void checks(MadeBook book) throws Exception {
    print(
        "| pre-trade check, random accounts | p50 ns | p99 ns | p99.9 ns | checks/s | bytes allocated |");
    print("|---|---|---|---|---|---|");
    single(book, "tiers", false);
    single(book, "tiers and 16 scenarios", true);
    batched(book);
    Thread sweeper =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  SplittableRandom steps = new SplittableRandom(3);
                  while (!Thread.currentThread().isInterrupted()) {
                    MadeBook.done(
                        book.store.reprice(book.moved(STEP, steps, book.units), Partitions.SERIAL));
                    book.store.publish((account, from, to, equity, initial, owed) -> {});
                  }
                });
    single(book, "the same, sweeps running on another thread", true);
    sweeper.interrupt();
    sweeper.join();
  }

  private void single(MadeBook book, String name, boolean scenarios) {
    PreTradeCheck check = book.store.preTradeCheck();
    SplittableRandom random = new SplittableRandom(4);
    int times = 1_000_000;
    Sample sample = new Sample(times);
    long allocated = 0;
    long accepted = 0;
    long begin = 0;
    for (int round = -200_000; round < times; round++) {
      int account = random.nextInt(accounts);
      double u = random.nextDouble();
      int instrument = (int) (u * u * INSTRUMENTS);
      long quantity = random.nextLong(-100, 101);
      long cost = quantity * book.store.unitValue(instrument);
      if (round == 0) {
        begin = System.nanoTime();
        allocated = allocated();
      }
      long start = System.nanoTime();
      PreTradeCheck.Decision decision =
          scenarios
              ? check.checkWithScenarios(account, instrument, quantity, cost)
              : check.check(account, instrument, quantity, cost);
      long time = System.nanoTime() - start;
      accepted += decision == PreTradeCheck.Decision.ACCEPTED ? 1 : 0;
      if (round >= 0) {
        sample.add(time);
      }
    }
    allocated = allocated() - allocated;
    double rate = times / ((System.nanoTime() - begin) / 1e9);
    print(
        "| %s | %s | %s | %s | %s | %d |"
            .formatted(
                name,
                n(sample.quantile(0.5), 0),
                n(sample.quantile(0.99), 0),
                n(sample.quantile(0.999), 0),
                n(rate, 0),
                allocated));
    print("<!-- accepted " + accepted + ", retries " + check.retries() + " -->");
  }

  private void batched(MadeBook book) {
    PortfolioStore store = book.store;
    PreTradeCheck check = store.preTradeCheck();
    int size = 1 << 16;
    Orders orders = new Orders(size);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < size; i++) {
      double u = random.nextDouble();
      int instrument = (int) (u * u * INSTRUMENTS);
      long quantity = random.nextLong(-100, 101);
      orders.add(
          random.nextInt(accounts), instrument, quantity, quantity * store.unitValue(instrument));
    }
    for (boolean scenarios : new boolean[] {false, true}) {
      Sample sample = new Sample(40);
      long allocated = 0;
      for (int round = -10; round < 40; round++) {
        long before = allocated();
        long start = System.nanoTime();
        check.checkAll(orders, scenarios);
        long time = System.nanoTime() - start;
        if (round >= 0) {
          sample.add(time);
          allocated += allocated() - before;
        }
      }
      String name = scenarios ? "tiers and 16 scenarios" : "tiers";
      print(
          "| %s, 65,536 in one call | mean %s | | | best %s, median %s | %d |"
              .formatted(
                  name,
                  n(sample.least() / size, 1),
                  n(size / (sample.least() / 1e9), 0),
                  n(size / (sample.median() / 1e9), 0),
                  allocated));
    }
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static String load() {
    return n(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1);
  }

  private static String n(double value, int digits) {
    return Sample.number(value, digits);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
  }
}
