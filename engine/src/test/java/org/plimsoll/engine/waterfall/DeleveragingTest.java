package org.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeleveragingTest {
  private static final long SEED = 11_10_2025L;

  /// The second route: every way of sharing the quantity is tried.
  @Test
  void noSharingClosesLessOrBreaksFewerHedgesOrSparesTheFirstInTheQueue() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 3_000; round++) {
      List<Deleveraging.Slot> slots = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        slots.add(new Deleveraging.Slot(random.nextInt(4), random.nextInt(4), random.nextInt(8)));
      }
      long quantity = random.nextInt(12);
      long[][] shared = Deleveraging.share(quantity, slots);
      long all = slots.stream().mapToLong(DeleveragingTest::most).sum();
      assertEquals(Math.min(quantity, all), sum(shared, 0) + sum(shared, 1), "round " + round);
      var best = new Best();
      search(slots, 0, Math.min(quantity, all), 0, best);
      assertEquals(best.hedged, sum(shared, 1), "hedges broken in round " + round);
      assertTrue(best.tried > 0);
      for (int i = 1; i < shared.length; i++) {
        if (shared[i][0] > 0) {
          Deleveraging.Slot before = slots.get(i - 1);
          assertEquals(
              Math.min(before.outright(), before.capacity()),
              shared[i - 1][0],
              "the place before was spared in round " + round);
        }
      }
    }
  }

  private static long most(Deleveraging.Slot slot) {
    return Math.min(slot.capacity(), slot.outright() + slot.hedging());
  }

  private static long sum(long[][] shared, int column) {
    long sum = 0;
    for (long[] row : shared) {
      sum += row[column];
    }
    return sum;
  }

  private static final class Best {
    long hedged = Long.MAX_VALUE;
    int tried;
  }

  private static void search(
      List<Deleveraging.Slot> slots, int index, long rest, long hedged, Best best) {
    if (index == slots.size()) {
      if (rest == 0) {
        best.tried++;
        best.hedged = Math.min(best.hedged, hedged);
      }
      return;
    }
    Deleveraging.Slot slot = slots.get(index);
    for (long outright = 0; outright <= slot.outright(); outright++) {
      for (long hedging = 0; hedging <= slot.hedging(); hedging++) {
        if (outright + hedging <= Math.min(rest, slot.capacity())) {
          search(slots, index + 1, rest - outright - hedging, hedged + hedging, best);
        }
      }
    }
  }
}
