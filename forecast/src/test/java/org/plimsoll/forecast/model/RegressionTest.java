package org.plimsoll.forecast.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.volatility.LogHar;

class RegressionTest {
  private static final int ROWS = 900;
  private static final int P = 6;

  private final double[][] rows = new double[ROWS][P];
  private final double[] outcomes = new double[ROWS];

  RegressionTest() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < ROWS; i++) {
      double common = random.nextGaussian();
      for (int j = 0; j < P; j++) {
        rows[i][j] = 5 + 0.9 * common + 0.3 * random.nextGaussian();
      }
      rows[i][P - 1] = 7;
      outcomes[i] = 1 + 0.5 * rows[i][0] - 0.2 * rows[i][3] + random.nextGaussian();
    }
  }

  /// The engine's Householder reflections see the whole history; moments were updated day by day.
  @Test
  void updatedMomentsSolveAsReflectionsOfTheWholeHistoryDo() {
    var history = new Regression(P, 1e12);
    double[][] columns = new double[P][ROWS];
    for (int i = 0; i < ROWS; i++) {
      history.add(i, rows[i], outcomes[i]);
      columns[0][i] = 1;
      for (int j = 0; j < P - 1; j++) {
        columns[j + 1][i] = rows[i][j];
      }
    }
    NormalEquations equations = history.equations();
    double[] raw = equations.raw(equations.towards(new double[P], 0));
    LogHar slow = LogHar.fit(columns, outcomes, true).orElseThrow();
    assertEquals(slow.coefficients()[0], equations.constant(raw), 1e-7);
    for (int j = 0; j < P - 1; j++) {
      assertEquals(slow.coefficients()[j + 1], raw[j], 1e-8);
    }
    assertEquals(0, raw[P - 1], "a regressor that never moves has no coefficient");
    assertEquals(Math.log(slow.smearing()), history.smearing(equations.constant(raw), raw), 2e-3);
  }

  /// Weights that halve are the same as rows multiplied by the roots of the weights.
  @Test
  void oldDaysWeighHalfAfterAHalfLife() {
    var history = new Regression(1, 10);
    double total = 0;
    double mean = 0;
    for (int i = 0; i < 50; i += i % 3 == 0 ? 1 : 2) {
      history.add(i, new double[] {rows[i][0]}, outcomes[i]);
    }
    for (int i = 0; i < 50; i += i % 3 == 0 ? 1 : 2) {
      double weight = Math.pow(0.5, (49 - i) / 10.0);
      total += weight;
      mean += weight * rows[i][0];
    }
    assertEquals(mean / total, history.equations().mean()[0], 1e-12);
  }

  @Test
  void aStrongRidgePullsToTheOthers() {
    var history = new Regression(P, 1e12);
    for (int i = 0; i < ROWS; i++) {
      history.add(i, rows[i], outcomes[i]);
    }
    double[] others = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
    double[] pulled = history.equations().towards(others, 1e9);
    assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0}, pulled, 1e-6);
  }

  /// Published dates.
  @Test
  void holidaysFallOnTheirPublishedDates() {
    assertEquals(LocalDate.of(2024, 3, 31), TradingCalendar.easter(2024));
    assertEquals(LocalDate.of(2025, 4, 20), TradingCalendar.easter(2025));
    assertEquals(LocalDate.of(2026, 4, 5), TradingCalendar.easter(2026));
    String[] closed2026 = {
      "2026-01-01",
      "2026-01-19",
      "2026-02-16",
      "2026-04-03",
      "2026-05-25",
      "2026-06-19",
      "2026-07-03",
      "2026-09-07",
      "2026-11-26",
      "2026-12-25"
    };
    int count = 0;
    for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
      count += TradingCalendar.isHoliday(day) ? 1 : 0;
    }
    for (String day : closed2026) {
      assertEquals(true, TradingCalendar.isHoliday(LocalDate.parse(day)), day);
    }
    assertEquals(closed2026.length, count);
    assertEquals(true, TradingCalendar.isEmploymentReport(LocalDate.of(2025, 8, 1)));
    assertEquals(false, TradingCalendar.isEmploymentReport(LocalDate.of(2025, 8, 8)));
  }
}
