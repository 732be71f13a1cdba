package org.plimsoll.service.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.service.demo.DemoMarket;

/// How fast a rule's margin follows a step of volatility, measured on made prices by the venue's
/// own book.
///
/// Three worlds share the same random numbers: one whose volatility is always low, one in which it
/// doubles at a midnight, one in which it was always twice as high. Days after the step,
///
///     R(k) = (margin(step) − margin(low)) / (margin(high) − margin(low))
///
/// is 0 when the rule has not noticed and 1 when it has adjusted in full; above 1 it overshoots.
/// Several paths are averaged above and below the line.
///
/// @param column index of the rule
/// @param ratios R(k) for k = 0 and every day after; NaN where the rule does not depend on
///     volatility
public record StepResponse(int column, List<Double> ratios) {
  /// The deviation over one day before the step; after it, twice that.
  public static final double SIGMA = 0.03;

  /// Days before the step: as long as the longest lookback of any crypto pack.
  public static final int DAYS_BEFORE = 1_100;

  /// Days after it.
  public static final int DAYS_AFTER = 365;

  private static final int PATHS = 3;
  private static final int MOVES_PER_HOUR = 12;
  private static final long SEED = 20_150_612;
  private static final List<String> WORLDS = List.of("LOW", "STEP", "HIGH");

  public StepResponse {
    ratios = List.copyOf(ratios);
  }

  /// The first day on which the response reaches a share; empty when it does not within the test.
  public OptionalInt daysTo(double share) {
    for (int k = 0; k < ratios.size(); k++) {
      if (ratios.get(k) >= share) {
        return OptionalInt.of(k);
      }
    }
    return OptionalInt.empty();
  }

  /// Whether the margin depends on volatility at all.
  public boolean isResponsive() {
    return ratios.stream().anyMatch(ratio -> !ratio.isNaN());
  }

  /// By how much the response exceeds 1 at its highest, at least 0; NaN when there is none.
  public double overshoot() {
    double highest =
        ratios.stream().mapToDouble(x -> x).filter(x -> !Double.isNaN(x)).max().orElse(Double.NaN);
    return Math.max(0, highest - 1);
  }

  /// The responses of every column under the law of one day.
  public static List<StepResponse> of(
      List<Column> columns, RuleBook rules, LocalDate law, SortedMap<String, Double> attributes) {
    return of(columns, rules, law, attributes, PATHS);
  }

  static List<StepResponse> of(
      List<Column> columns,
      RuleBook rules,
      LocalDate law,
      SortedMap<String, Double> attributes,
      int paths) {
    Instant at = law.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Worlds(columns, rules.fixedAt(at), attributes, law.toEpochDay(), paths).responses();
  }

  /// The three worlds on every path, in one venue.
  private static final class Worlds {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SortedMap<String, DemoMarket> markets = new TreeMap<>();
    private final SortedMap<String, Double> prices = new TreeMap<>();
    private final List<Column> columns;
    private final BacktestVenue venue;
    private final long stepDay;
    private final int paths;
    private final double[][] above;
    private final double[][] below;

    Worlds(
        List<Column> columns,
        RuleBook rules,
        SortedMap<String, Double> attributes,
        long stepDay,
        int paths) {
      this.columns = columns;
      this.paths = paths;
      this.stepDay = stepDay;
      for (String world : WORLDS) {
        for (int path = 0; path < paths; path++) {
          String name = world + path;
          markets.put(name, new DemoMarket(name, "made", name, "USDT", 4, 2, 0.6, 0));
          prices.put(name, 1_000.0);
        }
      }
      above = new double[columns.size()][DAYS_AFTER + 1];
      below = new double[columns.size()][DAYS_AFTER + 1];
      Instant begin = Instant.ofEpochSecond((stepDay - DAYS_BEFORE - 1) * 86_400);
      venue = new BacktestVenue(rules, columns, markets, attributes, true, begin);
    }

    List<StepResponse> responses() {
      for (int day = -DAYS_BEFORE; day < DAYS_AFTER; day++) {
        for (int hour = 0; hour < 24; hour++) {
          hour(stepDay + day, hour, day >= 0);
        }
        Instant midnight = Instant.ofEpochSecond((stepDay + day + 1) * 86_400);
        venue.observe(midnight, prices);
        if (day >= -1) {
          sample(day + 1);
        }
      }
      List<StepResponse> found = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        List<Double> ratios = new ArrayList<>();
        for (int k = 0; k <= DAYS_AFTER; k++) {
          boolean responds = below[column][k] > 1e-9;
          ratios.add(responds ? above[column][k] / below[column][k] : Double.NaN);
        }
        found.add(new StepResponse(column, ratios));
      }
      return found;
    }

    private void hour(long day, int hour, boolean stepped) {
      Instant open = Instant.ofEpochSecond(day * 86_400 + hour * 3_600L);
      List<Command.MarketBar> bars = new ArrayList<>();
      for (int path = 0; path < paths; path++) {
        double[] moves = new double[MOVES_PER_HOUR];
        for (int i = 0; i < moves.length; i++) {
          moves[i] = random.nextGaussian() / Math.sqrt(24.0 * MOVES_PER_HOUR);
        }
        for (String world : WORLDS) {
          boolean high = world.equals("HIGH") || (world.equals("STEP") && stepped);
          bars.add(bar(world + path, open, moves, high ? 2 * SIGMA : SIGMA));
        }
      }
      venue.close(open.plusSeconds(3_600), bars);
    }

    private Command.MarketBar bar(String name, Instant open, double[] moves, double sigma) {
      double first = prices.getOrDefault(name, 1.0);
      double price = first;
      double high = first;
      double low = first;
      for (double move : moves) {
        price *= StrictMath.exp(sigma * move - sigma * sigma / 2 / (24 * MOVES_PER_HOUR));
        high = Math.max(high, price);
        low = Math.min(low, price);
      }
      prices.put(name, price);
      DemoMarket market = markets.get(name);
      String venueName = market == null ? name : market.market();
      return new Command.MarketBar(venueName, new Candle(open, first, high, low, price, 1));
    }

    private void sample(int k) {
      double[][] sums = new double[columns.size()][WORLDS.size()];
      for (double[] one : sums) {
        Arrays.fill(one, 0);
      }
      for (BacktestVenue.Placed placed : venue.rates()) {
        String world = placed.market().substring(0, placed.market().length() - 1);
        sums[placed.column()][WORLDS.indexOf(world)] += placed.rate().initial();
      }
      for (int column = 0; column < sums.length; column++) {
        above[column][k] = sums[column][1] - sums[column][0];
        below[column][k] = sums[column][2] - sums[column][0];
      }
    }
  }
}
