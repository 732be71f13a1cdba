package org.plimsoll.engine.margin.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class ScheduleMarginTest {
  private static final long SEED = 20260109L;

  private static ScheduleOutcome.Assessed assess(List<ScheduleTrade> trades) {
    return assertInstanceOf(
        ScheduleOutcome.Assessed.class, ScheduleMargin.assess(ScheduleTerms.BCBS_IOSCO, trades));
  }

  /// Two trades of 1,000 at 15 %, worth 30 and −20: ratio a third, so 300 × (0.4 + 0.2) = 180.
  @Test
  void ratioLowersTheGrossMargin() {
    List<ScheduleTrade> trades =
        List.of(
            new ScheduleTrade(1000, 30, 150_000_000L), new ScheduleTrade(1000, -20, 150_000_000L));
    assertEquals(180, assess(trades).requirement());
    assertEquals(300, assess(trades).gross());
  }

  @Test
  void setWithoutPositiveValueGetsNoReduction() {
    assertEquals(150, assess(List.of(new ScheduleTrade(1000, -5, 150_000_000L))).requirement());
    assertEquals(0, assess(List.of()).requirement());
  }

  @Test
  void requirementLiesBetweenFortyPerCentAndAllOfTheGrossMargin() {
    var random = new SplittableRandom(SEED);
    for (int run = 0; run < 500; run++) {
      List<ScheduleTrade> trades = new ArrayList<>();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        trades.add(
            new ScheduleTrade(
                random.nextLong(1L << 40),
                random.nextLong(-1L << 30, 1L << 30),
                random.nextLong(200_000_000L)));
      }
      var found = assess(trades);
      assertTrue(found.requirement() <= found.gross(), "seed " + SEED + ", run " + run);
      assertTrue(found.requirement() >= found.gross() / 10 * 4 - 4);
    }
  }

  @Test
  void marginThatDoesNotFitIsUnavailable() {
    var huge = new ScheduleTrade(Long.MAX_VALUE, 1, 9_000_000_000L);
    assertEquals(
        Reason.AMOUNT_OVERFLOW,
        assertInstanceOf(
                ScheduleOutcome.Unavailable.class,
                ScheduleMargin.assess(ScheduleTerms.BCBS_IOSCO, List.of(huge)))
            .reason());
  }
}
