package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a stress did to a book under several laws, side by side.
///
/// @param book whose accounts they are, for people
/// @param asset in which money is counted
/// @param assumptions what the run took for granted, for people
public record StressReport(
    String book, String asset, List<String> assumptions, List<Scenario> scenarios) {
  /// Copies the lists.
  public StressReport {
    assumptions = List.copyOf(assumptions);
    scenarios = List.copyOf(scenarios);
  }

  /// One crash or shock.
  ///
  /// @param from when it begins in the venue's time
  /// @param runs one for each law
  public record Scenario(
      String id, String title, String source, Instant from, Instant to, List<Run> runs) {
    /// Copies the list.
    public Scenario {
      runs = List.copyOf(runs);
    }
  }

  /// What happened under one law. Notional is at the marks of the moment; money is in the report's
  /// asset.
  ///
  /// @param law the rate class: `eu-retail`
  /// @param rate initial margin rate of the first contract at the beginning, a fraction
  /// @param highestRate its highest later
  /// @param calls accounts that had a margin call
  /// @param liquidated accounts that fell below maintenance
  /// @param bankrupt accounts that were worth less than nothing
  /// @param sold notional closed by liquidation orders
  /// @param takenOver notional that the venue took over
  /// @param deleveraged notional closed against the other side
  /// @param deleveragedHedges the part of it that hedged something
  /// @param losses what accounts were worth below zero when their defaults were resolved
  /// @param drawdown what pools and own capital paid, by layer
  /// @param left what they hold at the end
  /// @param uncovered loss that nothing covered
  /// @param displacement the farthest that forced orders moved a market, a signed fraction
  /// @param deferred liquidations put off because a price failed its gates or a pace was used up
  /// @param regime the highest that was entered
  public record Run(
      String law,
      int accounts,
      BigDecimal notional,
      BigDecimal equity,
      double rate,
      double highestRate,
      int calls,
      int liquidated,
      int bankrupt,
      int orders,
      BigDecimal sold,
      BigDecimal takenOver,
      int deleveragings,
      BigDecimal deleveraged,
      BigDecimal deleveragedHedges,
      BigDecimal losses,
      Map<String, BigDecimal> drawdown,
      Map<String, BigDecimal> left,
      BigDecimal uncovered,
      double displacement,
      int deferred,
      String regime,
      List<Point> path) {
    /// Copies the list.
    public Run {
      path = List.copyOf(path);
    }
  }

  /// One instant of a run.
  ///
  /// @param outside the first market's price from outside, over that at the beginning
  /// @param price the same with what forced orders did to it
  /// @param rate initial margin rate of the first contract
  /// @param sold notional closed by force until then
  /// @param pools what pools and own capital hold
  public record Point(
      Instant time, double outside, double price, double rate, double sold, double pools) {}
}
