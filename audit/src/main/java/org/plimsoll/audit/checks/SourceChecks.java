package org.plimsoll.audit.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.audit.checks.Situation.SourcePrice;

/// Checks of where prices come from.
final class SourceChecks {
  /// How far from the median of its market a source may be, as a fraction.
  static final double MOST_DISPERSION = 0.01;

  /// How long behind the latest price of its market a source may be.
  static final Duration MOST_SILENCE = Duration.ofMinutes(10);

  private SourceChecks() {}

  static void run(Situation situation, List<Finding> findings) {
    SortedMap<String, List<SourcePrice>> markets = new TreeMap<>();
    for (SourcePrice price : situation.prices()) {
      markets.computeIfAbsent(price.market(), _ -> new ArrayList<>()).add(price);
    }
    markets.forEach((market, prices) -> check(market, prices, findings));
  }

  private static void check(String market, List<SourcePrice> prices, List<Finding> findings) {
    Instant latest =
        prices.stream().map(SourcePrice::time).max(Instant::compareTo).orElse(Instant.MIN);
    List<SourcePrice> fresh = new ArrayList<>();
    for (SourcePrice price : prices) {
      if (price.time().plus(MOST_SILENCE).isBefore(latest)) {
        findings.add(
            new Finding(
                CheckCode.SOURCE_SILENT,
                market,
                price.source() + " gave its last price at " + price.time(),
                new TreeMap<>(
                    Map.of(
                        "source",
                        price.source(),
                        "last",
                        price.time().toString(),
                        "latest",
                        latest.toString()))));
      } else {
        fresh.add(price);
      }
    }
    double[] sorted = fresh.stream().mapToDouble(SourcePrice::price).sorted().toArray();
    if (sorted.length < 2) {
      return;
    }
    double median = sorted[sorted.length / 2] / 2 + sorted[(sorted.length - 1) / 2] / 2;
    for (SourcePrice price : fresh) {
      double away = Math.abs(price.price() / median - 1);
      if (!(away <= MOST_DISPERSION)) {
        findings.add(
            new Finding(
                CheckCode.SOURCES_DISAGREE,
                market,
                price.source() + " is " + away + " from the median, at most " + MOST_DISPERSION,
                new TreeMap<>(
                    Map.of(
                        "source",
                        price.source(),
                        "price",
                        Double.toString(price.price()),
                        "median",
                        Double.toString(median)))));
      }
    }
  }
}
