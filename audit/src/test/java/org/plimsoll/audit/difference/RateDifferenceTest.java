package org.plimsoll.audit.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.difference.AccountImpact.Holder;
import org.plimsoll.audit.difference.AccountImpact.Holding;
import org.plimsoll.audit.proof.PackCase;
import org.plimsoll.audit.proof.RateFunction;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.BoxResult;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.rulepacks.PackLibrary;

class RateDifferenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final RuleBook BOOK = PackLibrary.builtIn().book();

  private static RateFunction rate(String text) {
    return RateFunction.of(Checked.formula(text, "x:rate y:rate"), new TreeMap<>());
  }

  private static RateFunction pack(String id, String day) {
    Instant instant = Instant.parse(day + "T12:00:00Z");
    var found = (Resolution.Resolved) PackCase.principal(instant, instant).resolve(BOOK, id);
    return RateFunction.of(found.ruleSet()).orElseThrow();
  }

  private static Box box(String text) {
    return ((BoxResult.Read) Box.parse(text)).box();
  }

  @Test
  void extremesAreThoseOfTheDerivative() {
    // 3x − x³ has its extremes ±2 at x = ±1
    var found = RateDifference.between(rate("x ** 3"), rate("3 * x"), box("x=-1.5..1.5"), LIMIT);
    RateDifference difference = found.orElseThrow();
    assertEquals(2, difference.rise().change(), 1e-8);
    assertEquals(-2, difference.fall().change(), 1e-8);
    assertEquals(1, difference.rise().point().getOrDefault("x", 0.0), 1e-3);
    assertTrue(difference.rise().bound() >= 2 && difference.rise().bound() < 2 + 1e-6);
    assertTrue(difference.fall().bound() <= -2 && difference.fall().bound() > -2 - 1e-6);
  }

  @Test
  void aRuleDoesNotDifferFromItself() {
    RateFunction scenario = pack("scenario/article-2025", "2026-01-01");
    Box domain = box("sigma_day=0.005..0.4, ltv_permitted=0.3..0.9, esg_score=0..1");
    RateDifference none =
        RateDifference.between(rate("max(x, y)"), rate("max(y, x)"), box("x=1,y=2"), LIMIT)
            .orElseThrow();
    assertTrue(none.isNone());
    RateDifference some =
        RateDifference.between(pack("jp/individual-crypto", "2026-01-01"), scenario, domain, LIMIT)
            .orElseThrow();
    assertFalse(some.isNone());
    assertEquals(0.20 - 0.50, some.rise().change(), 1e-12); // the cap against two times leverage
  }

  @Test
  void aDatedValueChangesTheRateByItsStep() {
    // 20 % until 23 December 2020, 15 % from the 24th: 85 FR 75112
    RateDifference step =
        RateDifference.between(
                pack("us/security-futures", "2020-12-23"),
                pack("us/security-futures", "2020-12-24"),
                box(""),
                LIMIT)
            .orElseThrow();
    assertEquals(-0.05, step.rise().change(), 1e-15);
    assertEquals(-0.05, step.fall().change(), 1e-15);
  }

  @Test
  void accountsThatCannotCoverTheRiseAreNamed() {
    Holder rich = holder("A", "1000", "500", "BTC-PERP", "-10000");
    Holder poor = holder("B", "600", "500", "BTC-PERP", "10000");
    Holder spot = holder("C", "10", "0", "ETH-PERP", "5");
    Holder odd = holder("D", "10", "0", "XRP-PERP", "5");
    AccountImpact impact =
        AccountImpact.of(
            List.of(rich, poor, spot, odd),
            new TreeMap<>(Map.of("BTC-PERP", 0.02, "ETH-PERP", 0.0)));
    assertEquals(List.of("B", "A"), impact.hit().stream().map(AccountImpact.Hit::account).toList());
    assertEquals(List.of("D"), impact.unknown());
    assertEquals(1, impact.newlyShort());
    assertEquals(0, impact.more().compareTo(new BigDecimal("400")));
    assertEquals(0, impact.hit().getFirst().spare().compareTo(new BigDecimal("-100")));
  }

  private static Holder holder(
      String id, String collateral, String requirement, String instrument, String notional) {
    return new Holder(
        id,
        new BigDecimal(collateral),
        new BigDecimal(requirement),
        List.of(new Holding(instrument, new BigDecimal(notional))));
  }
}
