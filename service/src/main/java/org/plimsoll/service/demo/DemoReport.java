package org.plimsoll.service.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Decimals;

/// What a demonstration saw, for its summary.
final class DemoReport {
  private record Shown(String kind, double rate, double floor) {}

  private final Map<String, Map<String, Shown>> now = new TreeMap<>();
  private Map<String, Map<String, Shown>> worst = new TreeMap<>();
  private Instant worstHour = Instant.EPOCH;
  private double worstRange;
  private long marginCalls;
  private long liquidations;
  private long bankruptcies;
  private long refused;
  private long orders;
  private long fills;
  private long takeovers;
  private long deleveraged;
  private final Map<String, Integer> regimes = new TreeMap<>();
  private final Map<String, Long> balances = new TreeMap<>();
  private final Map<String, Long> losses = new TreeMap<>();
  private final Asset money;

  /// A report in the venue's money.
  DemoReport(Asset money) {
    this.money = money;
  }

  void rate(String rateClass, String instrument, String kind, double rate, double floor) {
    now.computeIfAbsent(rateClass, _ -> new TreeMap<>())
        .put(instrument, new Shown(kind, rate, floor));
  }

  /// Notes how far prices moved in an hour; keeps the rates of the worst.
  void hour(Instant end, double range) {
    if (range > worstRange) {
      worstRange = range;
      worstHour = end;
      worst = new TreeMap<>();
      now.forEach((rateClass, rates) -> worst.put(rateClass, new TreeMap<>(rates)));
    }
  }

  void status(String to) {
    switch (to) {
      case "MARGIN_CALL" -> marginCalls++;
      case "LIQUIDATABLE" -> liquidations++;
      case "BANKRUPT" -> bankruptcies++;
      default -> {}
    }
  }

  /// Notes a step of default management.
  void step(Effect effect) {
    switch (effect) {
      case Effect.LiquidationOrdered _ -> orders++;
      case Effect.LiquidationFilled _ -> fills++;
      case Effect.PositionTakenOver _ -> takeovers++;
      case Effect.Deleveraged _ -> deleveraged++;
      case Effect.PoolMoved moved -> pool(moved);
      case Effect.RegimeChanged changed -> regimes.merge(changed.to(), 1, Integer::sum);
      default -> {}
    }
  }

  private void pool(Effect.PoolMoved moved) {
    if (moved.asset().equals(money.code())) {
      balances.put(moved.pool(), moved.balance());
      if (moved.cause().equals("LOSS")) {
        losses.merge(moved.pool(), -moved.units(), Long::sum);
      }
    }
  }

  void refusal() {
    refused++;
  }

  void print(PrintStream out) {
    out.printf(
        "%nThe worst hour ended at %s: a range of %.2f %% of the price. Rates in force then:%n",
        worstHour, 100 * worstRange);
    for (Map.Entry<String, Map<String, Shown>> rateClass : worst.entrySet()) {
      StringBuilder line = new StringBuilder("  %-28s".formatted(rateClass.getKey()));
      rateClass
          .getValue()
          .forEach((instrument, shown) -> line.append(' ').append(text(instrument, shown)));
      out.println(line);
    }
    out.printf(
        "%nMargin calls %d, accounts to liquidate %d, bankrupt %d, orders refused %d.%n",
        marginCalls, liquidations, bankruptcies, refused);
    out.printf(
        "Liquidation orders %d, fills %d, positions taken over %d, deleveraged %d; regimes entered"
            + " %s.%n",
        orders, fills, takeovers, deleveraged, regimes);
    balances.forEach(
        (pool, balance) ->
            out.printf(
                "%-15s %s %s left, paid %s for losses.%n",
                pool, text(balance), money.code(), text(losses.getOrDefault(pool, 0L))));
  }

  private String text(long units) {
    return Decimals.format(units, money.scale());
  }

  private static String text(String instrument, Shown shown) {
    if (!shown.kind().equals("RATE")) {
      return instrument + " " + shown.kind();
    }
    String below = shown.rate() < shown.floor() ? " (below the lawful floor)" : "";
    return "%s %.2f %%%s".formatted(instrument, 100 * shown.rate(), below);
  }
}
