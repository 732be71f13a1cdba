package org.plimsoll.forecast.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.forecast.Target;

class SplitConformalTest {
  private static Target.Observed outcome(double move, double low, double high) {
    return new Target.Observed(1, move, low, high);
  }

  @Test
  void theWindowHoldsTheOrderOfItsNewestScores() {
    var random = new SplittableRandom(21);
    var window = new ScoreWindow(50);
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double score = Math.floor(20 * random.nextDouble());
      window.add(score);
      all.add(score);
      List<Double> newest = new ArrayList<>(all.subList(Math.max(0, i - 49), i + 1));
      Collections.sort(newest);
      for (double miss : new double[] {0.5, 0.1, 0.01}) {
        int rank = (int) Math.ceil((newest.size() + 1) * (1 - miss) - 1e-9);
        double slow = newest.get(Math.min(newest.size(), Math.max(1, rank)) - 1);
        assertEquals(slow, window.quantile(miss), "seed 21 at " + i);
      }
    }
  }

  /// 99 outcomes with scores 1 to 99: the bound that one in ten exceeds is number 90 of them, that
  /// of one in twenty number 95, and a bound for one in two hundred is the largest.
  @Test
  void boundsAreOrderStatisticsTimesTheForecastDeviation() {
    var conformal = new SplitConformal();
    for (int i = 1; i <= 99; i++) {
      conformal.add(4, outcome(i % 2 == 0 ? 2 * i : -2 * i, -2 * i, 4 * i));
    }
    Intervals bounds = conformal.at(9).orElseThrow();
    assertEquals(-270, bounds.returnLow90(), 1e-9);
    assertEquals(270, bounds.returnHigh90(), 1e-9);
    assertEquals(297, bounds.returnHigh99(), 1e-9);
    assertEquals(-285, bounds.low90(), 1e-9);
    assertEquals(570, bounds.high90(), 1e-9);
    assertEquals(-297, bounds.low99(), 1e-9);
    assertEquals(297, bounds.longLoss99(), 1e-9);
    assertEquals(594, bounds.shortLoss99(), 1e-9);
  }

  @Test
  void theTailCountsTheScoresThatAreNoSmaller() {
    var conformal = new SplitConformal();
    for (int i = 1; i <= 99; i++) {
      conformal.add(4, outcome(2 * i, -1, 1));
    }
    assertEquals(0.01, conformal.tail(4, outcome(1_000, 0, 0)), 1e-12);
    assertEquals(0.11, conformal.tail(4, outcome(-180, 0, 0)), 1e-12);
    assertEquals(1, conformal.tail(4, outcome(0, 0, 0)), 1e-12);
  }

  @Test
  void thereAreNoIntervalsBeforeThereAreEnoughScores() {
    var conformal = new SplitConformal();
    for (int i = 0; i < SplitConformal.MIN_SCORES - 1; i++) {
      conformal.add(1, outcome(1, -1, 1));
      assertTrue(conformal.at(1).isEmpty());
    }
    conformal.add(1, outcome(1, -1, 1));
    assertTrue(conformal.at(1).isPresent());
  }

  /// Whatever the distribution, of exchangeable outcomes nine in ten lie within: here of a Cauchy
  /// variable, whose variance does not exist.
  @Test
  void coverageHoldsWithoutAVariance() {
    var random = new SplittableRandom(8);
    var conformal = new SplitConformal();
    int within = 0;
    int days = 0;
    for (int i = 0; i < 6_000; i++) {
      double move = Math.tan(Math.PI * (random.nextDouble() - 0.5));
      var bounds = conformal.at(1);
      if (bounds.isPresent()) {
        days++;
        within += Math.abs(move) <= bounds.get().returnHigh90() ? 1 : 0;
      }
      conformal.add(1, outcome(move, -Math.abs(move), Math.abs(move)));
    }
    assertEquals(0.9, (double) within / days, 0.015, "seed 8");
  }

  @Test
  void theAlarmRisesWhenMissesComeThreeTimesAsOftenAndNotBefore() {
    var random = new SplittableRandom(2);
    var alarm = new CoverageAlarm(0.1);
    for (int i = 0; i < 3_000; i++) {
      alarm.add(random.nextDouble());
      assertFalse(alarm.isRaised(), "seed 2, false alarm on day " + i);
    }
    int days = 0;
    while (!alarm.isRaised()) {
      alarm.add(random.nextDouble() / 3);
      days++;
    }
    assertTrue(days < 400, "raised after " + days + " days, seed 2");
  }
}
