package org.plimsoll.service.sequencer;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.PoolRules;
import org.plimsoll.engine.waterfall.RegimeRules;

/// Rules for defaults of the venue that tests kill and replay.
final class ScriptedDefaults {
  private ScriptedDefaults() {}

  static DefaultRules rules(int contracts) {
    var market = new LiquidationTerms.MarketTerms(1_000_000, 50_000_000, DisposalPace.unlimited());
    var effects =
        new RegimeRules.Effects(
            List.of(LayerLimit.whole(Layer.BASE_POOL), LayerLimit.whole(Layer.INSURANCE_POOL)),
            Billionths.ONE,
            Billionths.ONE,
            true);
    TreeMap<String, Double> moves = new TreeMap<>();
    moves.put("BTC-PERP", -0.5);
    moves.put("ETH-PERP", -0.6);
    return new DefaultRules(
        new LiquidationTerms(
            1_100_000_000,
            300_000_000,
            5_000_000,
            10_000,
            60_000,
            Collections.nCopies(contracts, market)),
        new RegimeRules(
            new RegimeRules.Threshold(0.06, 0.05, 0.25, 0.1),
            new RegimeRules.Threshold(0.12, 0.1, 0.5, 0.25),
            3_600_000,
            List.of(effects, effects, effects)),
        new PoolRules(
            500_000_000,
            100_000_000,
            250_000_000,
            200_000_000,
            "0.00001 + 0.002 * sigma_day",
            1_000_000,
            List.of(new PoolRules.Scenario("2020-03-12", moves, -0.4))));
  }
}
