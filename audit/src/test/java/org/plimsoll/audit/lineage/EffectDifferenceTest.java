package org.plimsoll.audit.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.book.Effect;

/// Which step is named when a computation done again gives something else.
class EffectDifferenceTest {
  private static final String HASH = "0a".repeat(32);

  private static Effect.RateChanged rate(String inputs, double demanded, double step, double rate) {
    return new Effect.RateChanged(
        "eu-retail",
        "BTC-PERP",
        "RATE",
        rate,
        rate / 2,
        demanded,
        0.5,
        7,
        List.of(new Effect.Step("MAXIMUM_STEP", demanded, step, "slowly")),
        new Effect.Basis(0.4, HASH, "log-HAR", inputs, HASH));
  }

  private static String firstStep(Effect again) {
    return EffectDifference.firstStep(
        List.of(new Effect.Applied(), rate(HASH, 0.6, 0.55, 0.55)),
        List.of(new Effect.Applied(), again));
  }

  @Test
  void theEarliestStepThatDiffersIsNamed() {
    String other = "0b".repeat(32);
    assertTrue(firstStep(rate(other, 0.7, 0.5, 0.5)).endsWith("observations"));
    assertTrue(firstStep(rate(HASH, 0.7, 0.5, 0.5)).contains("formula: 0.6, again 0.7"));
    assertTrue(
        firstStep(rate(HASH, 0.6, 0.5, 0.5))
            .contains("governor step 1 (MAXIMUM_STEP): 0.6 to 0.55"));
    assertTrue(firstStep(rate(HASH, 0.6, 0.55, 0.5)).contains("result: 0.55, again 0.5"));
    assertTrue(firstStep(new Effect.Applied()).startsWith("effect 2: "));
    assertTrue(firstStep(rate(other, 0.6, 0.55, 0.55)).contains("rate of BTC-PERP for eu-retail"));
  }

  @Test
  void anAccountsIdDependsOnTheChainTheAccountAndThePlace() {
    byte[] chain = new byte[32];
    String id = AccountLineage.id(chain, "a", 0);
    assertEquals(id, AccountLineage.id(chain, "a", 0));
    assertNotEquals(id, AccountLineage.id(chain, "b", 0));
    assertNotEquals(id, AccountLineage.id(chain, "a", 1));
    byte[] other = chain.clone();
    other[31] = 1;
    assertNotEquals(id, AccountLineage.id(other, "a", 0));
  }
}
