package org.plimsoll.service.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.PoolAccounts;
import org.plimsoll.engine.waterfall.PoolRules;
import org.plimsoll.engine.waterfall.RegimeRules;

/// What the demonstration's venue decided about defaults, and the money its pools begin with: the
/// venue's own choices, all of them invented.
final class DemoDefaults {
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final double TARGET = 1.5; // of maintenance: clear of the warning level
  private static final double BASE_PER_ACCOUNT = 150;
  private static final double OWN_PER_ACCOUNT = 50;
  private static final double INSURANCE_PER_ACCOUNT = 100;

  private DemoDefaults() {}

  /// The commands that set the rules and fill the pools.
  ///
  /// @param prices by perpetual, at the market's price scale
  static List<Command> commands(
      Instant at, List<DemoMarket> markets, Map<String, Long> prices, Asset money, int accounts) {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.SetDefaultRules(at, rules(markets, prices)));
    commands.add(deposit(at, PoolAccounts.BASE, money, BASE_PER_ACCOUNT * accounts));
    commands.add(deposit(at, PoolAccounts.OWN_CAPITAL, money, OWN_PER_ACCOUNT * accounts));
    commands.add(deposit(at, PoolAccounts.INSURANCE, money, INSURANCE_PER_ACCOUNT * accounts));
    return commands;
  }

  private static Command deposit(Instant at, String pool, Asset money, double value) {
    long units = Math.max(1, Math.round(value)) * Exact.powerOfTen(money.scale());
    return new Command.Deposit(at, pool, new Amount(money, units));
  }

  /// The rules for these markets, in the order in which the venue lists them.
  static DefaultRules rules(List<DemoMarket> markets, Map<String, Long> prices) {
    return new DefaultRules(
        new LiquidationTerms(
            Billionths.ofRate(TARGET),
            Billionths.ofRate(0.4),
            Billionths.ofRate(0.005),
            10 * SECOND,
            60 * SECOND,
            markets.stream().map(market -> terms(market, prices)).toList()),
        new RegimeRules(
            new RegimeRules.Threshold(0.06, 0.05, 0.2, 0.1),
            new RegimeRules.Threshold(0.12, 0.09, 0.5, 0.25),
            24 * HOUR,
            List.of(calm(), stressed(), extreme())),
        new PoolRules(
            Billionths.ofRate(0.5),
            Billionths.ofRate(0.1),
            Billionths.ofRate(0.25),
            Billionths.ofRate(0.05),
            "clamp(0.00001 + 0.002 * max(sigma_day - 0.02, 0) * (2 - fill), 0, 0.001)",
            Billionths.ofRate(0.001),
            List.of(
                new PoolRules.Scenario("2020-03-12", new TreeMap<>(), -0.39),
                PoolRules.Scenario.all("mirror of 2020-03-12", 0.39))));
  }

  /// An order is worth at most a hundred thousand, all orders of a minute a million: about what the
  /// simulated depth holds.
  private static LiquidationTerms.MarketTerms terms(DemoMarket market, Map<String, Long> prices) {
    long price = prices.getOrDefault(market.perpetual(), 1L);
    return new LiquidationTerms.MarketTerms(
        Billionths.ofRate(0.002),
        Billionths.ofRate(0.03),
        new DisposalPace(
            Billionths.ONE,
            0,
            worth(100_000, market, price),
            worth(1_000_000, market, price),
            60 * SECOND));
  }

  private static long worth(double value, DemoMarket market, long price) {
    double unitPrice = price / (double) Exact.powerOfTen(market.priceScale());
    return Math.max(1, (long) (value / unitPrice * Exact.powerOfTen(market.quantityScale())));
  }

  private static RegimeRules.Effects calm() {
    return new RegimeRules.Effects(
        List.of(
            LayerLimit.whole(Layer.BASE_POOL),
            LayerLimit.whole(Layer.OWN_CAPITAL),
            LayerLimit.whole(Layer.INSURANCE_POOL)),
        Billionths.ONE,
        Billionths.ONE,
        true);
  }

  private static RegimeRules.Effects stressed() {
    return new RegimeRules.Effects(
        List.of(
            LayerLimit.whole(Layer.INSURANCE_POOL),
            LayerLimit.whole(Layer.BASE_POOL),
            LayerLimit.whole(Layer.OWN_CAPITAL)),
        Billionths.ONE,
        2 * Billionths.ONE,
        false);
  }

  private static RegimeRules.Effects extreme() {
    return new RegimeRules.Effects(stressed().layers(), Billionths.ONE, 3 * Billionths.ONE, false);
  }
}
