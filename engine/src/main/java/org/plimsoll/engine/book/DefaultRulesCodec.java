package org.plimsoll.engine.book;

import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.PoolRules;
import org.plimsoll.engine.waterfall.RegimeRules;

/// The journal's form of rules for defaults.
final class DefaultRulesCodec {
  private DefaultRulesCodec() {}

  static void write(DefaultRules rules, WireWriter out) {
    LiquidationTerms terms = rules.liquidation();
    out.int64(terms.targetFactor())
        .int64(terms.takeoverFraction())
        .int64(terms.largestFee())
        .int64(terms.answerMillis())
        .int64(terms.priceMillis());
    out.list(terms.markets(), market -> writeMarket(market, out));
    RegimeRules regimes = rules.regimes();
    writeThreshold(regimes.stressed(), out);
    writeThreshold(regimes.extreme(), out);
    out.int64(regimes.dwellMillis());
    out.list(regimes.effects(), effects -> writeEffects(effects, out));
    PoolRules pools = rules.pools();
    out.int64(pools.feeShare())
        .int64(pools.replenishShare())
        .int64(pools.ownFraction())
        .int64(pools.withdrawalPerDay())
        .text(pools.levy())
        .int64(pools.levyCap());
    out.list(pools.scenarios(), scenario -> writeScenario(scenario, out));
  }

  static DefaultRules read(WireReader in) {
    return new DefaultRules(
        new LiquidationTerms(
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.list(() -> readMarket(in))),
        new RegimeRules(
            readThreshold(in), readThreshold(in), in.int64(), in.list(() -> readEffects(in))),
        new PoolRules(
            in.int64(),
            in.int64(),
            in.int64(),
            in.int64(),
            in.text(),
            in.int64(),
            in.list(() -> readScenario(in))));
  }

  private static void writeMarket(LiquidationTerms.MarketTerms market, WireWriter out) {
    DisposalPace pace = market.pace();
    out.int64(market.expectedCost())
        .int64(market.widestLimit())
        .int64(pace.fraction())
        .int64(pace.wholeBelow())
        .int64(pace.mostPerOrder())
        .int64(pace.mostPerInterval())
        .int64(pace.intervalMillis());
  }

  private static LiquidationTerms.MarketTerms readMarket(WireReader in) {
    return new LiquidationTerms.MarketTerms(
        in.int64(),
        in.int64(),
        new DisposalPace(in.int64(), in.int64(), in.int64(), in.int64(), in.int64()));
  }

  private static void writeThreshold(RegimeRules.Threshold threshold, WireWriter out) {
    out.float64(threshold.enterSigma())
        .float64(threshold.leaveSigma())
        .float64(threshold.enterDrawdown())
        .float64(threshold.leaveDrawdown());
  }

  private static RegimeRules.Threshold readThreshold(WireReader in) {
    return new RegimeRules.Threshold(in.float64(), in.float64(), in.float64(), in.float64());
  }

  private static void writeEffects(RegimeRules.Effects effects, WireWriter out) {
    out.list(effects.layers(), limit -> out.int8(limit.layer().ordinal()).int64(limit.fraction()));
    out.int64(effects.paceFactor()).int64(effects.levyFactor()).flag(effects.withdrawals());
  }

  private static RegimeRules.Effects readEffects(WireReader in) {
    return new RegimeRules.Effects(
        in.list(() -> new LayerLimit(in.oneOf(Layer.values()), in.int64())),
        in.int64(),
        in.int64(),
        in.flag());
  }

  private static void writeScenario(PoolRules.Scenario scenario, WireWriter out) {
    out.text(scenario.id());
    out.list(scenario.moves().entrySet(), e -> out.text(e.getKey()).float64(e.getValue()));
    out.float64(scenario.others());
  }

  private static PoolRules.Scenario readScenario(WireReader in) {
    String id = in.text();
    SortedMap<String, Double> moves = new TreeMap<>();
    record Move(String contract, double move) {}
    String last = "";
    for (Move move : in.list(() -> new Move(in.text(), in.float64()))) {
      if (!moves.isEmpty() && move.contract().compareTo(last) <= 0) {
        throw new IllegalArgumentException("moves of scenario " + id + " are out of order");
      }
      moves.put(move.contract(), move.move());
      last = move.contract();
    }
    return new PoolRules.Scenario(id, moves, in.float64());
  }
}
