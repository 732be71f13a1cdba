package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plimsoll.conformance.vectors.ClosedFormTest.Case;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.MarginMethod;
import org.plimsoll.engine.margin.scenario.ScenarioMargin;
import org.plimsoll.engine.margin.scenario.ScenarioOutcome;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.scenario.Shock;
import org.plimsoll.engine.margin.schedule.ScheduleMargin;
import org.plimsoll.engine.margin.schedule.ScheduleOutcome;
import org.plimsoll.engine.margin.schedule.ScheduleTrade;
import org.plimsoll.rulepacks.MethodLoader;
import tools.jackson.databind.JsonNode;

/// The closed-form cases of the margin methods.
final class MethodCases {
  private static final int SCALE = 9;

  private MethodCases() {}

  /// Perpetuals and futures whose value is kept in the coin; all money is in it.
  static void inverseScenario(Case test) {
    UnderlyingBook book = inverseBook(test, test.inputs().get("positions"));
    ScenarioOutcome found = ScenarioMargin.assess(inverseTerms(test), book);
    double tolerance = test.tolerance().doubleValue();
    assertEquals(expected(test, "worst"), found.span(), tolerance);
    assertEquals(expected(test, "roll"), found.contingency(), tolerance);
    assertEquals(expected(test, "im"), found.initial(), tolerance);
    assertEquals(expected(test, "mm"), found.maintenance(), tolerance);
    JsonNode aggregated = test.expected().path("aggregated");
    for (int i = 0; i < aggregated.size(); i++) {
      assertEquals(aggregated.get(i).asDouble(), found.profits().get(i), tolerance, "move " + i);
    }
  }

  /// The built-in description with the case's range, share of gains and charges.
  private static ScenarioTerms inverseTerms(Case test) {
    ScenarioTerms base =
        ((MarginMethod.Scenario) MethodLoader.builtIn("deribit-portfolio").method()).terms();
    int buckets = test.inputOr("buckets", BigDecimal.valueOf(4)).intValueExact();
    double range = test.input("price_range").doubleValue();
    List<Shock> shocks = new ArrayList<>();
    for (int i = -buckets; i <= buckets; i++) {
      shocks.add(new Shock(range * i / buckets, Shock.Move.NONE));
    }
    double roll = test.input("min_annualised_move").doubleValue();
    return new ScenarioTerms(
        shocks,
        base.volatility(),
        base.basis(),
        base.gainDiscount(),
        new ScenarioTerms.Contingencies(roll, roll, 0, base.contingencies().option()),
        base.peg(),
        base.confidence(),
        test.inputOr("pnl_offset", BigDecimal.ZERO).doubleValue(),
        base.initialFactor(),
        test.input("mm_factor").doubleValue());
  }

  private static UnderlyingBook inverseBook(Case test, JsonNode positions) {
    List<PerpetualPosition> perpetuals = new ArrayList<>();
    List<FuturePosition> futures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> position : positions.properties()) {
      double value = position.getValue().asDouble();
      if (position.getKey().endsWith("-PERPETUAL")) {
        perpetuals.add(new PerpetualPosition(value, 1, 1, 0));
      } else {
        futures.add(new FuturePosition(value, 0));
      }
    }
    double charges =
        test.inputOr("mmp", BigDecimal.ZERO)
            .add(test.inputOr("open_orders", BigDecimal.ZERO))
            .doubleValue();
    return new UnderlyingBook(
        "coin",
        Settlement.INVERSE,
        1,
        1,
        1,
        0,
        0,
        charges,
        perpetuals,
        List.of(new ExpiryBook(30 * 86_400.0, 1, 0, 0, 1, futures, List.of())));
  }

  /// The poster's side sees every present value with the other sign.
  static void schedule(Case test, JsonNode cases) {
    boolean posts = test.id().endsWith("-post");
    List<ScheduleTrade> trades = new ArrayList<>();
    for (JsonNode trade : tradesOf(test, cases)) {
      long value = scaled(trade.get(1).decimalValue());
      trades.add(
          new ScheduleTrade(
              scaled(trade.get(0).decimalValue()),
              posts ? -value : value,
              scaled(trade.get(2).decimalValue())));
    }
    var terms = ((MarginMethod.Schedule) MethodLoader.builtIn("bcbs-schedule").method()).terms();
    var found =
        assertInstanceOf(ScheduleOutcome.Assessed.class, ScheduleMargin.assess(terms, trades));
    double tolerance = test.tolerance().doubleValue();
    assertEquals(expected(test, "gross_im"), units(found.gross()), tolerance);
    assertEquals(expected(test, "gross_rc"), units(found.grossCost()), tolerance);
    assertEquals(expected(test, "net_rc"), units(found.netCost()), tolerance);
    assertEquals(expected(test, "ngr"), found.netToGross(), tolerance);
    assertEquals(expected(test, "schedule_im"), units(found.requirement()), tolerance);
  }

  /// The trades of a case, or those of the case before it that it refers to.
  private static JsonNode tradesOf(Case test, JsonNode cases) {
    String key = "trades_notional_pv_rate_usd";
    JsonNode last = test.inputs();
    for (JsonNode other : cases) {
      if (test.inputs().has(key) || other.get("id").asString().equals(test.id())) {
        break;
      }
      last = other.get("inputs").has(key) ? other.get("inputs") : last;
    }
    return last.get(key);
  }

  private static double expected(Case test, String name) {
    return test.expected(name).doubleValue();
  }

  private static long scaled(BigDecimal value) {
    return value.movePointRight(SCALE).longValueExact();
  }

  private static double units(long units) {
    return BigDecimal.valueOf(units, SCALE).doubleValue();
  }
}
