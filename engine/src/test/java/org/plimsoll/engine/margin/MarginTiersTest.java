package org.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Billionths;

class MarginTiersTest {
  private static final long SEED = 0x74696572L;

  private static final MarginTiers TIERS =
      MarginTiers.of(
          new long[] {0, 1_000, 50_001, 1_000_003},
          new long[] {8_000_000, 10_000_000, 20_000_000, 100_000_000},
          new long[] {4_000_000, 5_000_000, 10_000_000, 50_000_000});

  @Test
  void requirementIsContinuousAtEveryFloorAndNeverFalls() {
    for (MarginTiers tiers : new MarginTiers[] {TIERS, TIERS.atLeast(12_345_679, 6_172_840)}) {
      for (int i = 1; i < tiers.size(); i++) {
        long floor = tiers.initial().floor(i);
        assertEquals(
            tiers.initial().requirement(floor, i - 1), tiers.initial().requirement(floor, i));
      }
      long before = 0;
      for (long notional = 0; notional < 1_100_000; notional += 37) {
        long requirement = tiers.initial().requirement(notional);
        assertTrue(requirement >= before, "at " + notional);
        before = requirement;
      }
    }
  }

  @Test
  void dynamicRateIsAFloorUnderEveryRequirementAndNeverLowersOne() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      long rate = random.nextLong(200_000_000);
      long notional = random.nextLong(5_000_000);
      MarginTiers raised = TIERS.atLeast(rate, rate / 2);
      long requirement = raised.initial().requirement(notional);
      assertTrue(requirement >= TIERS.initial().requirement(notional), "seed " + SEED);
      assertTrue(requirement * Billionths.ONE >= notional * rate, "seed " + SEED);
    }
  }

  @Test
  void tiersThatADynamicRateMakesEqualAreJoined() {
    assertEquals(2, TIERS.atLeast(20_000_000, 10_000_000).size());
    assertEquals(1, TIERS.atLeast(200_000_000, 60_000_000).size());
    assertEquals(TIERS, TIERS.atLeast(0, 0));
  }

  @Test
  void tiersThatAreOutOfOrderAreRefused() {
    assertRefused(new long[] {1}, new long[] {5}, new long[] {5});
    assertRefused(new long[] {0, 0}, new long[] {5, 6}, new long[] {5, 6});
    assertRefused(new long[] {0, 9}, new long[] {6, 5}, new long[] {1, 2});
    assertRefused(new long[] {0}, new long[] {5}, new long[] {6});
    assertRefused(new long[0], new long[0], new long[0]);
    assertRefused(new long[] {0}, new long[] {Billionths.MAX + 1}, new long[] {0});
  }

  private static void assertRefused(long[] floors, long[] initial, long[] maintenance) {
    assertThrows(
        IllegalArgumentException.class, () -> MarginTiers.of(floors, initial, maintenance));
  }

  @Test
  void rateNamedByNineDigitsIsThatDecimalAndAnyOtherRoundsUp() {
    assertEquals(100_000_000, Billionths.ofRate(0.1));
    assertEquals(7, Billionths.ofRate(7e-9));
    assertEquals(333_333_334, Billionths.ofRate(1.0 / 3));
    assertEquals(100_000_001, Billionths.ofRate(Math.nextUp(0.1)));
    assertEquals(1, Billionths.ofRate(Double.MIN_VALUE));
    assertThrows(IllegalArgumentException.class, () -> Billionths.ofRate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Billionths.ofRate(9.000001));
  }
}
