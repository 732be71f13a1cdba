package org.plimsoll.forecast.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverageTest {
  /// The Basel Committee's table of January 1996: 250 days, 99 % coverage, cumulative probabilities
  /// in percent.
  private static final double[] BASEL = {
    8.11, 28.58, 54.32, 75.81, 89.22, 95.88, 98.63, 99.60, 99.89, 99.97, 99.99
  };

  @Test
  void zonesAreThoseOfTheBaselTable() {
    for (int k = 0; k < BASEL.length; k++) {
      assertEquals(BASEL[k], 100 * TrafficLight.cumulative(250, k, 0.01), 0.00501, "k = " + k);
      TrafficLight zone =
          k <= 4 ? TrafficLight.GREEN : k <= 9 ? TrafficLight.YELLOW : TrafficLight.RED;
      assertEquals(zone, TrafficLight.of(250, k, 0.01), "k = " + k);
    }
  }

  /// Kupiec's own table: with 255 days at 1 %, 1 to 6 exceedances are not rejected at 5 %; with 510
  /// days 2 to 10 are not (N < 7 and 1 < N < 11).
  @Test
  void kupiecRejectsWhereHisTableDoes() {
    assertTrue(!Coverage.kupiec(255, 6, 0.01).rejects(0.05));
    assertTrue(Coverage.kupiec(255, 7, 0.01).rejects(0.05));
    assertTrue(Coverage.kupiec(510, 1, 0.01).rejects(0.05));
    assertTrue(!Coverage.kupiec(510, 2, 0.01).rejects(0.05));
    assertTrue(!Coverage.kupiec(510, 10, 0.01).rejects(0.05));
    assertTrue(Coverage.kupiec(510, 11, 0.01).rejects(0.05));
  }

  @Test
  void kupiecIsNothingAtTheExpectedCountAndMinusTwoNLogOneMinusPAtZero() {
    assertEquals(0, Coverage.kupiec(1000, 10, 0.01).statistic(), 1e-9);
    assertEquals(-2 * 500 * Math.log(0.99), Coverage.kupiec(500, 0, 0.01).statistic(), 1e-9);
  }

  /// 2 × 2 counts worked by hand: the likelihood ratio as the G statistic of the contingency table,
  /// 2 Σ observed ln(observed / expected).
  @Test
  void independenceIsTheGStatisticOfTheTransitionTable() {
    var random = new SplittableRandom(5);
    boolean[] exceeded = new boolean[400];
    for (int i = 1; i < exceeded.length; i++) {
      exceeded[i] = random.nextDouble() < (exceeded[i - 1] ? 0.4 : 0.05);
    }
    double[][] table = new double[2][2];
    for (int i = 1; i < exceeded.length; i++) {
      table[exceeded[i - 1] ? 1 : 0][exceeded[i] ? 1 : 0]++;
    }
    double total = exceeded.length - 1;
    double g = 0;
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        double expected = (table[a][0] + table[a][1]) * (table[0][b] + table[1][b]) / total;
        g += 2 * table[a][b] * Math.log(table[a][b] / expected);
      }
    }
    TestResult result = Coverage.independence(exceeded);
    assertEquals(g, result.statistic(), 1e-9, "seed 5");
    assertTrue(result.rejects(0.01), "seed 5");
    double both = g + Coverage.kupiec(400, Coverage.count(exceeded), 0.1).statistic();
    assertEquals(both, Coverage.conditional(exceeded, 0.1).statistic(), 1e-9);
    assertEquals(Math.exp(-both / 2), Coverage.conditional(exceeded, 0.1).pValue(), 1e-12);
  }

  /// The 95 % point of χ² with one degree of freedom is 3.841459, tabulated.
  @Test
  void pValuesAreThoseOfChiSquare() {
    TestResult result = Coverage.kupiec(1000, 17, 0.01);
    double statistic = 2 * (17 * Math.log(0.017 / 0.01) + 983 * Math.log(0.983 / 0.99));
    assertEquals(statistic, result.statistic(), 1e-9);
    assertEquals(statistic > 3.841459, result.pValue() < 0.05);
    assertEquals(0.05, new TestResult(0, 0.05).pValue());
  }

  @Test
  void accuracyTestIsTheTStatisticWhenDifferencesAreIndependentInExpectation() {
    double[] alternating = new double[27];
    for (int i = 0; i < alternating.length; i++) {
      alternating[i] = i % 3 == 0 ? 4 : 1;
    }
    double mean = 2;
    double v0 = 2;
    double[] autocovariance = {0, 0, 0, 0};
    for (int lag = 1; lag <= 3; lag++) {
      for (int i = lag; i < 27; i++) {
        autocovariance[lag] += (alternating[i] - mean) * (alternating[i - lag] - mean) / (27 - lag);
      }
    }
    double variance =
        v0 + 2 * (0.75 * autocovariance[1] + 0.5 * autocovariance[2] + 0.25 * autocovariance[3]);
    TestResult result = Losses.dieboldMariano(alternating);
    assertEquals(mean / Math.sqrt(variance / 27), result.statistic(), 1e-9);
    assertTrue(Double.isNaN(Losses.dieboldMariano(new double[19]).statistic()));
    assertEquals(0, Losses.qlike(3, 3), 1e-15);
    assertEquals(2 - Math.log(2) - 1, Losses.qlike(2, 1), 1e-15);
  }
}
