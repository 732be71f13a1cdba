package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.margin.strategy.OptionLeg;
import org.plimsoll.engine.margin.strategy.StrategyBook;
import org.plimsoll.engine.margin.strategy.StrategyMargin;
import org.plimsoll.engine.margin.strategy.StrategyOutcome.Assessed;
import org.plimsoll.engine.margin.strategy.StrategyTerms;
import org.plimsoll.engine.margin.strategy.UnderlyingKind;
import org.plimsoll.engine.quantity.Rounding;
import tools.jackson.databind.JsonNode;

/// Every listed-option case, in a cash and in a margin account.
class StrategyMarginVectorsTest {
  private static final int SCALE = 6;

  /// The rates of the Cboe margin manual, with the rounding of its tables.
  private static final StrategyTerms CBOE =
      new StrategyTerms(
          200_000_000L,
          150_000_000L,
          100_000_000L,
          750_000_000L,
          273,
          500_000_000L,
          1_500_000_000L,
          100,
          2,
          Rounding.HALF_EVEN);

  @TestFactory
  List<DynamicTest> everyCaseOfTheFileIsReproduced() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode test : Vectors.json("strategy-margin.json")) {
      tests.add(DynamicTest.dynamicTest(test.get("test").asString(), () -> check(test)));
    }
    assertTrue(tests.size() >= 20, "only " + tests.size() + " cases");
    return tests;
  }

  private static void check(JsonNode test) {
    var found = assertInstanceOf(Assessed.class, StrategyMargin.assess(CBOE, book(test)));
    assertTrue(found.isLeast());
    assertEquals(dollars(test.get("margin")), dollars(found.margin()), found.toString());
    assertEquals(dollars(test.get("cash")), dollars(found.cash()), found.toString());
  }

  private static StrategyBook book(JsonNode test) {
    JsonNode underlying = test.get("underlying");
    List<OptionLeg> options = new ArrayList<>();
    List<StrategyBook.Shares> shares = new ArrayList<>();
    for (JsonNode leg : test.get("legs")) {
      long quantity = leg.get("qty").asLong();
      long price = scaled(leg.get("price"), SCALE);
      if (leg.get("kind").asString().equals("shares")) {
        shares.add(new StrategyBook.Shares(price, quantity));
      } else {
        options.add(
            new OptionLeg(
                leg.get("type").asString().equals("C") ? OptionRight.CALL : OptionRight.PUT,
                scaled(leg.get("strike"), SCALE),
                leg.get("days_to_expiry").asInt(),
                price,
                quantity));
      }
    }
    return new StrategyBook(
        SCALE,
        scaled(underlying.get("price"), SCALE),
        kind(underlying.get("etf_type")),
        scaled(underlying.get("leverage"), 9),
        0,
        options,
        shares);
  }

  private static UnderlyingKind kind(JsonNode type) {
    return switch (type.isNull() ? "equity" : type.asString()) {
      case "equity" -> UnderlyingKind.EQUITY;
      case "narrow-based" -> UnderlyingKind.NARROW_BASED;
      case "broad-based" -> UnderlyingKind.BROAD_BASED;
      case "volatility" -> UnderlyingKind.VOLATILITY;
      default -> throw new AssertionError("Unknown kind " + type);
    };
  }

  private static long scaled(JsonNode text, int scale) {
    return new BigDecimal(text.asString()).movePointRight(scale).longValueExact();
  }

  private static BigDecimal dollars(JsonNode text) {
    return new BigDecimal(text.asString()).setScale(0, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal dollars(long units) {
    return BigDecimal.valueOf(units, SCALE).setScale(0, RoundingMode.HALF_EVEN);
  }
}
