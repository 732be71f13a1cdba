package org.plimsoll.service.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// A shock that somebody made up.
///
/// @param title for people
/// @param prices what becomes of prices, by base asset, `all` for the rest: -0.4 is a fall by 40 %
/// @param depegs price to which a stablecoin that accounts hold as collateral falls, by its code
/// @param over how long prices take to get there
/// @param length how long the stress lasts in all
/// @param sigmaDay deviation over a day of the noise around the path, a fraction; 0 for none
/// @param liquidity depth of the market over the usual, positive
/// @param outage how long oracles are silent from the beginning
/// @param silent base assets whose oracles are silent meanwhile; empty for all
/// @param seed of the noise
public record Shock(
    String title,
    SortedMap<String, Double> prices,
    SortedMap<String, Double> depegs,
    Duration over,
    Duration length,
    double sigmaDay,
    double liquidity,
    Duration outage,
    SortedSet<String> silent,
    long seed) {
  /// What stands for every base asset without a figure of its own.
  public static final String ALL = "all";

  /// The longest stress.
  public static final Duration LONGEST = Duration.ofDays(30);

  /// Checks every figure.
  ///
  /// @throws IllegalArgumentException when one is out of range; the message names it
  public Shock {
    prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    depegs = Collections.unmodifiableSortedMap(new TreeMap<>(depegs));
    silent = Collections.unmodifiableSortedSet(new TreeSet<>(silent));
    prices.forEach((name, move) -> require(name + " move", move, -0.999, 10));
    depegs.forEach((name, price) -> require(name + " depeg", price, 0.0001, 10));
    require("volatility", sigmaDay, 0, 2);
    require("liquidity", liquidity, 0.0001, 1_000);
    requireTime("over", over, Duration.ZERO);
    requireTime("length", length, Duration.ofMinutes(1));
    requireTime("outage", outage, Duration.ZERO);
    depegs.keySet().forEach(Shock::requireCode);
  }

  private static void require(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s, limit %s to %s".formatted(what, value, least, most));
    }
  }

  private static void requireTime(String what, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s is %s, limit %s to %s".formatted(what, value, least, LONGEST));
    }
  }

  private static void requireCode(String code) {
    if (!code.matches("[A-Z0-9]{1,16}")) {
      throw new IllegalArgumentException("'" + code + "' is not the code of an asset");
    }
  }

  /// The path of these base assets, in steps of equal length.
  StressPath path(List<String> bases, Duration step) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<String, Double> noise = new TreeMap<>();
    double perStep = sigmaDay * Math.sqrt(step.toSeconds() / 86_400.0);
    List<StressPath.Step> steps = new ArrayList<>();
    for (Duration at = step; at.compareTo(length) <= 0; at = at.plus(step)) {
      TreeMap<String, Double> relative = new TreeMap<>();
      for (String base : bases) {
        double wander = noise.merge(base, perStep * random.nextGaussian(), Double::sum);
        double move = prices.getOrDefault(base, prices.getOrDefault(ALL, 0.0));
        relative.put(base, StrictMath.exp(progress(at) * StrictMath.log1p(move) + wander));
      }
      for (Map.Entry<String, Double> depeg : depegs.entrySet()) {
        relative.put(
            depeg.getKey(), StrictMath.exp(progress(at) * StrictMath.log(depeg.getValue())));
      }
      steps.add(new StressPath.Step(at, relative, silentAt(at, relative.keySet())));
    }
    String source =
        "made: prices %s, depegs %s over %s, noise %s a day, depth times %s, oracles of %s silent for %s"
            .formatted(
                prices,
                depegs,
                over,
                sigmaDay,
                liquidity,
                silent.isEmpty() ? "all" : silent,
                outage);
    return new StressPath("shock", title, source, steps, new TreeSet<>(depegs.keySet()));
  }

  private double progress(Duration at) {
    return over.isZero() ? 1 : Math.min(1, at.toSeconds() / (double) over.toSeconds());
  }

  private TreeSet<String> silentAt(Duration at, Iterable<String> bases) {
    TreeSet<String> now = new TreeSet<>();
    if (at.compareTo(outage) <= 0) {
      for (String base : bases) {
        if (silent.isEmpty() || silent.contains(base)) {
          now.add(base);
        }
      }
    }
    return now;
  }
}
