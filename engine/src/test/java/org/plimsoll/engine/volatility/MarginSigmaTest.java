package org.plimsoll.engine.volatility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.SigmaDecision.Rung;

class MarginSigmaTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final MarginSigma sigma = new MarginSigma(SigmaRules.STANDARD);
  private Instant now = START;

  private static VolatilityForecast forecast(
      Instant origin, String model, double sigma, int missing, @Nullable Reason fallback) {
    boolean fitted = !model.equals(DailyVolatility.EWMA);
    ForecastBands bands =
        fitted
            ? new ForecastBands(
                0.8 * sigma, 1.2 * sigma, 0.6 * sigma, 1.5 * sigma, 0.4 * sigma, 2.5 * sigma)
            : null;
    return new VolatilityForecast(origin, model, sigma * sigma, bands, 400, 0, missing, fallback);
  }

  private static Estimate of(double value) {
    return new Estimate.Value(value, 24);
  }

  /// Another midnight, at which the champion says `champion` and the day that ended had `realised`.
  private void midnight(double champion, double mean, double realised) {
    sigma.midnight(
        forecast(now, "log-HAR-SX-W", champion, 0, null),
        OptionalDouble.of(mean),
        false,
        of(realised));
    sigma.hours(24, of(realised));
    now = now.plus(DAY);
  }

  private Instant last() {
    return now.minus(DAY);
  }

  private ForecastOffer offer(double value) {
    return new ForecastOffer("lstm-7", last(), value * value, last().minus(DAY), false);
  }

  private SigmaDecision decision() {
    return sigma.decision().orElseThrow();
  }

  @Test
  void nothingIsSaidBeforeAnythingIsKnown() {
    assertTrue(sigma.sigmaDay().isEmpty());
    assertTrue(sigma.decision().isEmpty());
    assertFalse(sigma.offer(new ForecastOffer("a", START, 1e-4, START, false), START));
  }

  @Test
  void theChampionIsInChargeWhileNothingSpeaksAgainstIt() {
    midnight(0.03, 0.04, 0.02);

    assertEquals(Rung.CHAMPION, decision().inCharge());
    assertEquals(0.03, sigma.sigmaDay().orElseThrow(), 1e-15);
    assertTrue(decision().reason().isEmpty());
  }

  @Test
  void aMoveCountsAtOnceAndIsLetGoOfByATenthADay() {
    midnight(0.03, 0.03, 0.03);
    sigma.hours(1, of(0.10));
    assertEquals(0.10, sigma.sigmaDay().orElseThrow(), 1e-15);

    for (int hour = 0; hour < 48; hour++) {
      sigma.hours(1, of(0.01));
    }

    assertEquals(0.10 * 0.9 * 0.9, sigma.sigmaDay().orElseThrow(), 1e-12);
    sigma.hours(24 * 60, of(0.01));
    assertEquals(0.03, sigma.sigmaDay().orElseThrow(), 1e-15, "never below the model in charge");
  }

  @Test
  void hoursAtOnceAreHoursOneByOne() {
    midnight(0.01, 0.01, 0.20);
    double before = sigma.sigmaDay().orElseThrow();
    sigma.hours(5, of(0.01));

    assertEquals(before * Math.pow(0.9, 5 / 24.0), sigma.sigmaDay().orElseThrow(), 1e-12);
  }

  @Test
  void theLongRunFloorIsTheQuarterQuantileOfTheMarketsOwnDays() {
    SplittableRandom random = new SplittableRandom(4);
    double[] days = new double[400];
    for (int i = 0; i < days.length; i++) {
      days[i] = 0.02 + 0.05 * random.nextDouble();
      midnight(i < 399 ? 0.05 : 0.03, 0.001, days[i]);
    }
    Arrays.sort(days);

    assertEquals(days[99], decision().floor(), 0, "order statistic 100 of 400");
    sigma.hours(24 * 60, of(0.001));
    assertEquals(days[99], sigma.sigmaDay().orElseThrow(), 0);
  }

  @Test
  void thereIsNoFloorBeforeAYearIsKnown() {
    for (int i = 0; i < 364; i++) {
      midnight(0.03, 0.03, 0.03);
    }
    assertEquals(0, decision().floor());
    midnight(0.03, 0.03, 0.03);
    assertEquals(0.03, decision().floor());
  }

  @Test
  void anOfferedChallengerIsInCharge() {
    midnight(0.03, 0.04, 0.03);

    assertTrue(sigma.offer(offer(0.025), last()));

    assertEquals(Rung.CHALLENGER, decision().inCharge());
    assertEquals(0.025, decision().sigmaDay());
    assertEquals("lstm-7", decision().model());
  }

  @Test
  void anOfferForAnotherMidnightIsNotTaken() {
    midnight(0.03, 0.04, 0.03);
    ForecastOffer old = offer(0.02);
    midnight(0.03, 0.04, 0.03);

    assertFalse(sigma.offer(old, last()));
    assertEquals(Rung.CHAMPION, decision().inCharge());
  }

  @Test
  void aChallengerFarFromTheChampionGivesWayToTheLargestBelow() {
    midnight(0.03, 0.04, 0.03);

    sigma.offer(offer(0.014), last());

    assertEquals(Reason.CHALLENGER_FAR, decision().trigger());
    assertEquals(Rung.EWMA, decision().inCharge(), "0.04 of the mean against 0.03");
    assertEquals(0.04, decision().sigmaDay());
    sigma.offer(offer(0.061), last());
    assertEquals(Reason.CHALLENGER_FAR, decision().trigger());
    sigma.offer(offer(0.0599), last());
    assertEquals(Rung.CHALLENGER, decision().inCharge());
  }

  @Test
  void aModelTrainedTooLongAgoOrBeyondItsRangeIsNotUsed() {
    midnight(0.05, 0.04, 0.03);

    Instant trained = last().minus(Duration.ofDays(181));
    sigma.offer(new ForecastOffer("lstm-7", last(), 0.0025, trained, false), last());
    assertEquals(Reason.FORECAST_MODEL_TOO_OLD, decision().trigger());
    assertEquals(Rung.CHAMPION, decision().inCharge());

    sigma.offer(new ForecastOffer("lstm-7", last(), 0.0025, last(), true), last());
    assertEquals(Reason.FEATURE_OUT_OF_RANGE, decision().trigger());
    assertEquals(0.05, decision().sigmaDay());
  }

  @Test
  void aChallengerThatStaysAwayIsMissedAfterTwoHoursAndForgottenAfterAWeek() {
    midnight(0.03, 0.04, 0.03);
    sigma.offer(offer(0.03), last());
    midnight(0.03, 0.04, 0.03);

    sigma.age(last().plusSeconds(3_600), last().plusSeconds(3_600));
    assertEquals(Rung.CHAMPION, decision().inCharge());
    assertTrue(decision().reason().isEmpty());

    sigma.age(last().plusSeconds(7_200), last().plusSeconds(7_200));
    assertEquals(Reason.FORECAST_DATA_TOO_OLD, decision().trigger());
    assertEquals(Rung.EWMA, decision().inCharge());

    for (int i = 0; i < 8; i++) {
      midnight(0.03, 0.04, 0.03);
    }
    sigma.age(last().plusSeconds(7_200), last().plusSeconds(7_200));
    assertTrue(decision().reason().isEmpty());
  }

  @Test
  void filledBarsLeaveTheStressFloorAndNothingFalls() {
    for (int i = 0; i < 400; i++) {
      midnight(0.03, 0.03, i < 40 ? 0.12 : 0.03);
    }
    double before = sigma.sigmaDay().orElseThrow();
    sigma.midnight(
        forecast(now, "log-HAR-SX-W", 0.03, 3, Reason.PRICE_MISSING),
        OptionalDouble.of(0.03),
        false,
        of(0.01));

    assertEquals(Reason.PRICE_MISSING, decision().trigger());
    assertEquals(Rung.STRESS_FLOOR, decision().inCharge());
    assertEquals(
        0.12, decision().sigmaDay(), 0, "order statistic 380 of 400, of which 40 are 0.12");
    sigma.hours(1, of(0.01));
    assertEquals(0.12, sigma.sigmaDay().orElseThrow());
    sigma.hours(20, of(0.01));
    assertEquals(0.12, sigma.sigmaDay().orElseThrow(), "nothing falls while bars are missing");
    assertTrue(before < 0.12);
  }

  @Test
  void dataThatStopIsNoticedAndAnswered() {
    for (int i = 0; i < 370; i++) {
      midnight(0.06, 0.02, 0.02 + 0.0001 * i);
    }
    Instant end = last();
    sigma.age(end, end.plus(Duration.ofHours(6)));
    assertTrue(decision().reason().isEmpty(), "six hours are the limit");

    sigma.age(end, end.plus(Duration.ofHours(6)).plusSeconds(1));

    assertEquals(Reason.FORECAST_DATA_TOO_OLD, decision().trigger());
    assertEquals(Rung.STRESS_FLOOR, decision().inCharge());
    sigma.age(end.plus(Duration.ofHours(7)), end.plus(Duration.ofHours(7)));
    assertEquals(Rung.CHAMPION, decision().inCharge(), "it comes back with the bars");
  }

  @Test
  void withoutAnyModelToTrustTheLargestFigureIsUsed() {
    sigma.midnight(
        forecast(now, "log-HAR-SX-W", 0.05, 9, Reason.PRICE_MISSING),
        OptionalDouble.of(0.04),
        false,
        new Estimate.Unavailable(Reason.PRICE_MISSING, ""));

    assertEquals(0.05, decision().sigmaDay());
    assertEquals(Reason.PRICE_MISSING, decision().trigger());
  }

  @Test
  void aChampionNotFittedYetLeavesTheMean() {
    sigma.midnight(
        forecast(now, DailyVolatility.EWMA, 0.04, 0, Reason.HISTORY_TOO_SHORT),
        OptionalDouble.of(0.04),
        false,
        of(0.03));

    assertEquals(Rung.EWMA, decision().inCharge());
    assertEquals(Reason.HISTORY_TOO_SHORT, decision().trigger());
  }

  @Test
  void tenExceedancesInSixtyDaysRaiseTheAlarmAndSixEndIt() {
    for (int i = 0; i < 30; i++) {
      midnight(0.03, 0.04, 0.03);
    }
    for (int i = 0; i < 9; i++) {
      midnight(0.03, 0.04, 0.0451);
    }
    assertTrue(decision().reason().isEmpty(), "nine, of which the first day was not yet forecast");
    midnight(0.03, 0.04, 0.0451);
    assertEquals(Reason.COVERAGE_ALARM, decision().trigger());
    assertEquals(Rung.EWMA, decision().inCharge());
    assertEquals(10, decision().exceedances());

    int days = 0;
    while (decision().trigger() == Reason.COVERAGE_ALARM && days < 100) {
      midnight(0.03, 0.04, 0.03);
      days++;
    }
    // 29 calm days were judged before the ten; 60 days later than the fourth of them six are left.
    assertEquals(54, days);
  }

  @Test
  void aRegressorFarOutsideItsHistoryTakesTheChampionOutOfCharge() {
    sigma.midnight(
        forecast(now, "log-HAR-SX-W", 0.03, 0, null), OptionalDouble.of(0.035), true, of(0.03));

    assertEquals(Reason.FEATURE_OUT_OF_RANGE, decision().trigger());
    assertEquals(0.035, decision().sigmaDay());
  }

  @Test
  void aRestoredStateGoesOnAsTheOneItWasWrittenFrom() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 420; i++) {
      midnight(0.02 + 0.02 * random.nextDouble(), 0.03, 0.01 + 0.05 * random.nextDouble());
      if (i % 3 == 0) {
        sigma.offer(offer(0.03), last());
      }
    }
    MarginSigma restored = new MarginSigma(SigmaRules.STANDARD);
    byte[] written = bytes(sigma);
    restored.readFrom(new DataInputStream(new ByteArrayInputStream(written)));

    assertEquals(decision(), restored.decision().orElseThrow());
    for (int i = 0; i < 70; i++) {
      double realised = 0.08 * random.nextDouble();
      for (MarginSigma each : new MarginSigma[] {sigma, restored}) {
        each.midnight(
            forecast(now, "log-HAR-SX-W", 0.03, 0, null),
            OptionalDouble.of(0.03),
            false,
            of(realised));
        each.hours(24, of(realised));
      }
      now = now.plus(DAY);
      assertEquals(decision(), restored.decision().orElseThrow());
    }
    assertArrayEquals(bytes(sigma), bytes(restored));
  }

  private static byte[] bytes(MarginSigma of) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    of.writeTo(new DataOutputStream(out));
    return out.toByteArray();
  }

  @Test
  void anOfferThatCannotBeIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ForecastOffer("a", START, 0, START, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ForecastOffer("a", START.plusSeconds(1), 1e-4, START, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ForecastOffer("a", START, 1e-4, START.plusSeconds(1), false));
  }
}
