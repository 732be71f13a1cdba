package org.plimsoll.service.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

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
  }

  private static String text(String instrument, Shown shown) {
    if (!shown.kind().equals("RATE")) {
      return instrument + " " + shown.kind();
    }
    String below = shown.rate() < shown.floor() ? " (below the lawful floor)" : "";
    return "%s %.2f %%%s".formatted(instrument, 100 * shown.rate(), below);
  }
}
