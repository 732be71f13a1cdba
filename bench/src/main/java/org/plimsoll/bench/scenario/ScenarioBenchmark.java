package org.plimsoll.bench.scenario;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;
import org.plimsoll.engine.margin.scenario.ScenarioMargin;
import org.plimsoll.engine.margin.scenario.ScenarioOutcome;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.scenario.Shock;
import org.plimsoll.engine.margin.scenario.VolatilityShock;

/// Scenario margin of books of 96 options and 4 futures over 21 scenarios, beside the same books
/// priced through OpenGamma Strata's Black formula, in alternating batches of one run.
public final class ScenarioBenchmark {
  private static final double DAY = 86_400;
  private static final int BOOKS = 64;
  private static final int BATCHES = 60;
  private static final int ROUNDS = 4;
  private static final double[] SPOTS = {0.15, 0.1, 0.05, 0, -0.05, -0.1, -0.15};

  private ScenarioBenchmark() {}

  /// Prints a table of times per book.
  public static void main(String[] args) throws InterruptedException {
    ScenarioTerms terms = terms();
    List<UnderlyingBook> books = books();
    System.out.println("JDK " + Runtime.version() + ", " + System.getProperty("os.arch"));
    System.out.printf(Locale.ROOT, "greatest difference %.3e%n", difference(terms, books));
    var margin = new ScenarioMargin(terms);
    double[] own = new double[BATCHES];
    double[] peer = new double[BATCHES];
    double[] prices = new double[BATCHES];
    double sink = 0;
    for (int warm = 0; warm < 2; warm++) {
      for (int batch = 0; batch < BATCHES; batch++) {
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
          for (UnderlyingBook book : books) {
            sink += margin.assess(book).initial();
          }
        }
        own[batch] = (System.nanoTime() - start) / 1e3 / ROUNDS / BOOKS;
        start = System.nanoTime();
        for (UnderlyingBook book : books) {
          sink += Arrays.stream(strata(terms, book)).min().orElseThrow();
        }
        peer[batch] = (System.nanoTime() - start) / 1e3 / BOOKS;
        start = System.nanoTime();
        for (UnderlyingBook book : books) {
          sink += platform(terms, book);
        }
        prices[batch] = (System.nanoTime() - start) / 1e3 / BOOKS;
      }
    }
    report("Plimsoll, whole outcome", own);
    report("Strata, prices only", peer);
    report("plain Black in Java (engine's exact law)", prices);
    Arrays.sort(own);
    Arrays.sort(peer);
    System.out.printf(Locale.ROOT, "ratio of medians %.1f%n", peer[BATCHES / 2] / own[BATCHES / 2]);
    System.out.printf(Locale.ROOT, "two threads: %.0f books/s%n", twoThreads(terms, books));
    System.out.println("(" + sink + ")");
  }

  private static void report(String name, double[] micros) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-42s p10 %8.2f  p50 %8.2f  p90 %8.2f us/book%n",
        name,
        sorted[BATCHES / 10],
        sorted[BATCHES / 2],
        sorted[BATCHES * 9 / 10]);
  }

  private static double twoThreads(ScenarioTerms terms, List<UnderlyingBook> books)
      throws InterruptedException {
    int rounds = 400;
    Thread[] threads = new Thread[2];
    double[] sinks = new double[2];
    long start = System.nanoTime();
    for (int i = 0; i < threads.length; i++) {
      int index = i;
      threads[i] =
          new Thread(
              () -> {
                var margin = new ScenarioMargin(terms);
                for (int round = 0; round < rounds; round++) {
                  for (UnderlyingBook book : books) {
                    sinks[index] += margin.assess(book).initial();
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return 2.0 * rounds * books.size() / seconds;
  }

  private static double difference(ScenarioTerms terms, List<UnderlyingBook> books) {
    double greatest = 0;
    for (UnderlyingBook book : books) {
      ScenarioOutcome found = ScenarioMargin.assess(terms, book);
      double[] peer = strata(terms, book);
      for (int i = 0; i < peer.length; i++) {
        greatest = Math.max(greatest, Math.abs(peer[i] - found.profits().get(i)));
      }
    }
    return greatest;
  }

  /// Profit of each scenario with Strata's prices.
  private static double[] strata(ScenarioTerms terms, UnderlyingBook book) {
    double[] profits = new double[terms.shocks().size()];
    for (ExpiryBook expiry : book.expiries()) {
      double years = expiry.seconds() / Black.SECONDS_PER_YEAR;
      double before = 0;
      for (OptionPosition option : expiry.options()) {
        before += option.quantity() * strata(option, expiry.forward(), years, 1);
      }
      for (int i = 0; i < profits.length; i++) {
        Shock shock = terms.shocks().get(i);
        double factor = terms.volatility().factor(shock.volatility(), expiry.seconds());
        double forward = expiry.forward() * (1 + shock.spot());
        for (OptionPosition option : expiry.options()) {
          profits[i] += option.quantity() * strata(option, forward, years, factor);
        }
        profits[i] -= before;
        for (FuturePosition future : expiry.futures()) {
          profits[i] += future.quantity() * (forward - expiry.forward());
        }
      }
    }
    return profits;
  }

  private static double strata(OptionPosition option, double forward, double years, double factor) {
    return BlackFormulaRepository.price(
        forward,
        option.strike(),
        years,
        option.volatility() * factor,
        option.right() == OptionRight.CALL);
  }

  /// The same prices by the engine's own formula, one by one.
  private static double platform(ScenarioTerms terms, UnderlyingBook book) {
    double sum = 0;
    for (ExpiryBook expiry : book.expiries()) {
      for (Shock shock : terms.shocks()) {
        double factor = terms.volatility().factor(shock.volatility(), expiry.seconds());
        double forward = expiry.forward() * (1 + shock.spot());
        for (OptionPosition option : expiry.options()) {
          double total = Black.totalVolatility(option.volatility() * factor, expiry.seconds());
          sum += option.quantity() * Black.price(option.right(), forward, option.strike(), total);
        }
      }
    }
    return sum;
  }

  private static ScenarioTerms terms() {
    List<Shock> shocks = new ArrayList<>();
    for (double spot : SPOTS) {
      for (Shock.Move move : Shock.Move.values()) {
        shocks.add(new Shock(spot, move));
      }
    }
    return new ScenarioTerms(
        shocks,
        new VolatilityShock(0.45, 0.3, 30 * DAY, DAY, 0.3, 0.13),
        new ScenarioTerms.Basis(0.05, 0.05, 0.25, 0.01),
        new ScenarioTerms.GainDiscount(1, 0, 0),
        new ScenarioTerms.Contingencies(0.02, 0.02, 0.02, 0.01),
        new ScenarioTerms.Peg(0.98, 2),
        new ScenarioTerms.Confidence(0.6, 0.5),
        1,
        1.3,
        1);
  }

  private static List<UnderlyingBook> books() {
    var random = new SplittableRandom(20260114L);
    double[] days = {3, 12, 45, 160};
    List<UnderlyingBook> books = new ArrayList<>();
    for (int n = 0; n < BOOKS; n++) {
      List<ExpiryBook> expiries = new ArrayList<>();
      for (double day : days) {
        double forward = 2000 * (1 + 0.0002 * day);
        List<OptionPosition> options = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          options.add(
              new OptionPosition(
                  i % 2 == 0 ? OptionRight.CALL : OptionRight.PUT,
                  1400 + 50 * (i / 2) + 25 * random.nextInt(3),
                  random.nextDouble(0.4, 1.1),
                  random.nextInt(-8, 9) / 4.0));
        }
        expiries.add(
            new ExpiryBook(
                day * DAY,
                forward,
                0,
                0.03,
                1,
                List.of(new FuturePosition(random.nextInt(-8, 9) / 4.0, 0)),
                options));
      }
      List<PerpetualPosition> none = List.of();
      books.add(
          new UnderlyingBook("ETH/USD", Settlement.LINEAR, 2000, 1, 1, 0, 0, 0, none, expiries));
    }
    return books;
  }
}
