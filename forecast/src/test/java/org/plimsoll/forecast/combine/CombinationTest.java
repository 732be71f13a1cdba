package org.plimsoll.forecast.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.backtest.Forecasts;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

class CombinationTest {
  private static final int DAYS = 1_300;
  private static final long FIRST = LocalDate.of(2020, 1, 10).toEpochDay();

  private final Panel panel;
  private final double[] realised = new double[DAYS];

  CombinationTest() {
    var random = new SplittableRandom(4);
    List<Candle> candles = new ArrayList<>();
    for (int hour = 0; hour < (DAYS + 2) * 24; hour++) {
      double range = Math.exp(0.01 * (1 + random.nextDouble()));
      Instant open = Instant.ofEpochSecond((FIRST - 1) * 86_400 + hour * 3_600L);
      candles.add(new Candle(open, 100, 100 * range, 100, 100, 1));
    }
    HourlySeries series = HourlySeries.of("XUSDT", candles);
    panel = Panel.of(List.of(series));
    for (int i = 0; i < DAYS; i++) {
      Target.Observed observed = (Target.Observed) Target.at(series, (FIRST + i) * 24);
      realised[i] = observed.variancePct2();
    }
  }

  /// A forecast that errs by a random factor of a given log deviation; another one from a day on.
  private Forecasts forecasts(String name, double error, double later, int change, long seed) {
    var random = new SplittableRandom(seed);
    double[][] variances = new double[1][DAYS];
    for (int i = 0; i < DAYS; i++) {
      double deviation = i < change ? error : later;
      variances[0][i] = realised[i] * Math.exp(deviation * random.nextGaussian());
    }
    return new Forecasts(name, List.of("XUSDT"), FIRST, variances);
  }

  @Test
  void aBetterChallengerIsPromotedOnAFirstOfAMonthWithAYearOfEvidence() {
    Forecasts champion = forecasts("champion", 0.5, 0.5, 0, 1);
    Forecasts better = forecasts("better", 0.2, 0.2, 0, 2);
    Forecasts worse = forecasts("worse", 0.6, 0.6, 0, 3);
    var result = Combination.of(panel, champion, List.of(worse, better));
    assertEquals(1, result.promotions().size(), result.promotions().toString());
    Promotion first = result.promotions().getFirst();
    assertEquals("better", first.challenger());
    assertTrue(first.promoted() && first.statistic() <= -2 && first.days() >= 365);
    assertEquals(LocalDate.of(2021, 2, 1), LocalDate.ofEpochDay(first.day()));
    long before = first.day() - 1;
    assertEquals(champion.variance(0, before), result.forecasts().variance(0, before));
    assertEquals(
        better.variance(0, first.day()), result.forecasts().variance(0, first.day()), 1e-9);
  }

  @Test
  void aChallengerThatTurnsBadIsDemoted() {
    Forecasts champion = forecasts("champion", 0.4, 0.4, 0, 5);
    Forecasts turning = forecasts("turning", 0.2, 1.2, 700, 6);
    List<Promotion> promotions = Combination.of(panel, champion, List.of(turning)).promotions();
    assertEquals(2, promotions.size(), promotions.toString());
    assertFalse(promotions.getLast().promoted());
    assertTrue(promotions.getLast().statistic() >= 1);
  }

  @Test
  void severalChallengersAreCombinedByTheirGeometricMean() {
    Forecasts champion = forecasts("champion", 0.5, 0.5, 0, 7);
    Forecasts one = forecasts("one", 0.2, 0.2, 0, 8);
    Forecasts two = forecasts("two", 0.2, 0.2, 0, 9);
    var result = Combination.of(panel, champion, List.of(one, two));
    long last = FIRST + DAYS - 1;
    double expected = Math.sqrt(one.variance(0, last) * two.variance(0, last));
    assertEquals(expected, result.forecasts().variance(0, last), 1e-9);
  }

  /// What is in charge on a day does not change when the recording and the forecasts end there.
  @Test
  void nothingLaterThanTheDayCounts() {
    Forecasts champion = forecasts("champion", 0.5, 0.5, 0, 1);
    Forecasts better = forecasts("better", 0.2, 0.2, 0, 2);
    var whole = Combination.of(panel, champion, List.of(better)).forecasts();
    for (int days : new int[] {300, 391, 900}) {
      var partial =
          Combination.of(
                  panel.before((FIRST + days) * 24),
                  cut(champion, days + 1),
                  List.of(cut(better, days + 1)))
              .forecasts();
      assertEquals(whole.variance(0, FIRST + days), partial.variance(0, FIRST + days));
    }
  }

  private static Forecasts cut(Forecasts forecasts, int days) {
    double[][] variances = new double[1][days];
    for (int i = 0; i < days; i++) {
      variances[0][i] = forecasts.variance(0, FIRST + i);
    }
    return new Forecasts(forecasts.model(), forecasts.symbols(), FIRST, variances);
  }

  @Test
  void theLevelIsMovedToTheEdgeOfTheBandAndNoFurther() {
    var level = new LevelBand();
    for (int i = 0; i < 200; i++) {
      assertEquals(i < 60 ? 1 : 2 / 1.25, level.factor(), 1e-12);
      level.add(6, 3);
    }
    var within = new LevelBand();
    for (int i = 0; i < 200; i++) {
      within.add(i % 2 == 0 ? 3.3 : 2.8, 3);
    }
    assertEquals(1, within.factor());
  }
}
