package org.plimsoll.engine.volatility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;

class DailyVolatilityTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final double LN2 = 0.6931471805599453;
  private static final long SEED = 0xda11L;

  /// Every hour from 1 to 2: Parkinson (ln 2)² / (4 ln 2) = ln 2 / 4 an hour, 6 ln 2 a day.
  @Test
  void firstDayGivesAFallbackThatSaysSo() {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    for (int hour = 0; hour < 23; hour++) {
      assertEquals(Optional.empty(), volatility.push(range(hour, 2)));
    }
    VolatilityForecast forecast = volatility.push(range(23, 2)).orElseThrow();
    assertEquals(START.plus(Duration.ofDays(1)), forecast.origin());
    assertEquals(6 * LN2, forecast.variance(), 1e-14);
    assertEquals(Math.sqrt(6 * LN2 * 365), forecast.sigmaAnnual(), 1e-12);
    assertEquals(DailyVolatility.EWMA, forecast.model());
    assertEquals(Reason.HISTORY_TOO_SHORT, forecast.fallback());
  }

  /// Hours from 1 to 4 have four times the variance: 0.94 · 6 ln 2 + 0.06 · 24 ln 2.
  @Test
  void fallbackWeighsDaysExponentially() {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    for (int hour = 0; hour < 48; hour++) {
      volatility.push(range(hour, hour < 24 ? 2 : 4));
    }
    VolatilityForecast forecast = volatility.forecast().orElseThrow();
    assertEquals((0.94 * 6 + 0.06 * 24) * LN2, forecast.variance(), 1e-13);
  }

  @Test
  void lessThanHalfADayGivesNoForecast() {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    for (int hour = 13; hour < 24; hour++) {
      assertEquals(Optional.empty(), volatility.push(range(hour, 2)));
    }
    assertInstanceOf(Estimate.Unavailable.class, volatility.realisedVariance());
  }

  @Test
  void aFitIsUsedOnceThereAreEnoughDays() {
    List<VolatilityForecast> forecasts =
        run(new DailyVolatility(small()), candles(120, _ -> false));
    int first = 0;
    while (forecasts.get(first).fallback() != null) {
      assertEquals(Reason.HISTORY_TOO_SHORT, forecasts.get(first).fallback());
      first++;
    }
    // Half of 720 hours are there after 15 days; 60 outcomes later the fit begins.
    assertEquals(START.plus(Duration.ofDays(75)), forecasts.get(first).origin());
    assertEquals("small", forecasts.get(first).model());
    assertEquals(60, forecasts.get(first).observations());
    assertTrue(forecasts.getLast().bands() != null);
  }

  @Test
  void missingHoursNeverLowerAForecast() {
    for (int gap = 1; gap < 60; gap++) {
      int from = 100 * 24 + 3;
      int to = from + gap;
      var volatility = new DailyVolatility(small());
      // The market is calm after day 100, so that an honest forecast would fall.
      List<VolatilityForecast> forecasts =
          run(volatility, candles(104, hour -> hour >= from && hour < to));
      for (int i = 1; i < forecasts.size(); i++) {
        VolatilityForecast next = forecasts.get(i);
        VolatilityForecast last = forecasts.get(i - 1);
        if (next.missingHours() > 2) {
          assertTrue(next.variance() >= last.variance(), next + " after " + last);
        }
        if (next.variance() == last.variance()) {
          assertEquals(Reason.PRICE_MISSING, next.fallback());
        }
      }
    }
  }

  @Test
  void aDayWithAMissingOrFlatHourIsLeftOutOfTheFitAndCounted() {
    VolatilityForecast whole =
        run(new DailyVolatility(small()), candles(110, _ -> false)).getLast();
    VolatilityForecast holed =
        run(new DailyVolatility(small()), candles(110, hour -> hour == 90 * 24 + 5)).getLast();
    assertEquals(whole.observations() - 1, holed.observations());
    assertEquals(0, whole.leftOut());
    assertEquals(1, holed.leftOut());
    List<Candle> flat = new ArrayList<>(candles(110, _ -> false));
    Candle old = flat.get(90 * 24 + 5);
    flat.set(
        90 * 24 + 5, new Candle(old.openTime(), old.open(), old.open(), old.open(), old.open(), 0));
    assertEquals(1, run(new DailyVolatility(small()), flat).getLast().leftOut());
  }

  @Test
  void advancingTimeDeclaresHoursMissing() {
    var pushed = new DailyVolatility(small());
    var advanced = new DailyVolatility(small());
    List<Candle> candles = candles(100, _ -> false);
    run(pushed, candles);
    run(advanced, candles);
    Instant later = START.plus(Duration.ofDays(103)).plusSeconds(7_199);
    VolatilityForecast forecast = advanced.advanceTo(later).orElseThrow();
    assertEquals(START.plus(Duration.ofDays(103)), forecast.origin());
    assertEquals(24, forecast.missingHours());
    assertEquals(Optional.empty(), advanced.advanceTo(later));
    Candle next = range(103 * 24 + 1, 2);
    pushed.push(next);
    advanced.push(next);
    assertEquals(pushed.forecast(), advanced.forecast());
  }

  @Test
  void aCandleOutOfOrderOrOffTheHourIsNotAccepted() {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    volatility.push(range(5, 2));
    assertFalse(volatility.accepts(range(5, 2)));
    assertFalse(volatility.accepts(range(4, 2)));
    assertTrue(volatility.accepts(range(6, 2)));
    assertFalse(volatility.accepts(range(7 + DailyVolatility.MAX_GAP_HOURS, 2)));
    Candle off = new Candle(START.plusSeconds(3_600 * 9 + 1), 1, 1, 1, 1, 1);
    assertFalse(volatility.accepts(off));
    assertThrows(IllegalArgumentException.class, () -> volatility.push(off));
    assertFalse(
        new DailyVolatility(LogHarOptions.SX_W)
            .accepts(new Candle(Instant.parse("1969-12-31T23:00:00Z"), 1, 1, 1, 1, 1)));
  }

  @Test
  void aForecastUsesNothingAfterItsOrigin() {
    List<Candle> candles = candles(130, _ -> false);
    List<VolatilityForecast> whole = run(new DailyVolatility(small()), candles);
    for (int day = 70; day < 130; day += 7) {
      List<VolatilityForecast> cut =
          run(new DailyVolatility(small()), candles.subList(0, day * 24));
      assertEquals(whole.subList(0, cut.size()), cut);
    }
  }

  @Test
  void aRestoredStateGoesOnWithTheSameBytes() throws IOException {
    var random = new SplittableRandom(SEED);
    var straight = new DailyVolatility(small());
    var restored = new DailyVolatility(small());
    for (Candle candle : candles(200, hour -> hour % 97 == 5)) {
      assertEquals(straight.push(candle), restored.push(candle));
      if (random.nextInt(50) == 0) {
        byte[] bytes = bytes(restored);
        restored = new DailyVolatility(small());
        restored.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
        assertArrayEquals(bytes(straight), bytes, "seed " + SEED);
      }
    }
  }

  @Test
  void stateStaysSmall() throws IOException {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    run(volatility, candles(1_000, _ -> false));
    int size = bytes(volatility).length;
    assertTrue(size < 110_000, size + " bytes");
    assertEquals(730, volatility.forecast().orElseThrow().observations());
  }

  @Test
  void marketThatNeverMovesHasNoForecastRatherThanZero() {
    var volatility = new DailyVolatility(LogHarOptions.SX_W);
    for (int hour = 0; hour < 24 * 40; hour++) {
      assertEquals(Optional.empty(), volatility.push(range(hour, 1)));
    }
  }

  /// Days that are all alike make the windows linearly dependent on the constant.
  @Test
  void aRegressionThatCannotBeSolvedFallsBackWithItsReason() {
    var volatility = new DailyVolatility(small());
    for (int hour = 0; hour < 24 * 100; hour++) {
      volatility.push(range(hour, 2));
    }
    VolatilityForecast forecast = volatility.forecast().orElseThrow();
    assertEquals(Reason.MODEL_NOT_FITTED, forecast.fallback());
    assertEquals(6 * LN2, forecast.variance(), 1e-12);
  }

  private interface Hours {
    boolean test(int hour);
  }

  private static LogHarOptions small() {
    return new LogHarOptions("small", List.of(1, 6, 24, 168, 720), true, true, true, 100, 60);
  }

  /// Hours whose volatility wanders, then is calm from day 100 on.
  private static List<Candle> candles(int days, Hours missing) {
    var random = new SplittableRandom(SEED);
    List<Candle> candles = new ArrayList<>();
    double x = 0;
    double logSigma = 0;
    for (int hour = 0; hour < days * 24; hour++) {
      logSigma = 0.98 * logSigma + 0.2 * random.nextGaussian();
      double sigma = 0.005 * StrictMath.exp(hour < 2_400 ? logSigma : -1);
      double close = x + sigma * random.nextGaussian();
      double high = Math.max(x, close) + sigma * random.nextDouble();
      double low = Math.min(x, close) - sigma * random.nextDouble();
      if (!missing.test(hour)) {
        candles.add(
            new Candle(
                START.plus(Duration.ofHours(hour)),
                StrictMath.exp(x),
                StrictMath.exp(high),
                StrictMath.exp(low),
                StrictMath.exp(close),
                1));
      }
      x = close;
    }
    return candles;
  }

  private static List<VolatilityForecast> run(DailyVolatility volatility, List<Candle> candles) {
    List<VolatilityForecast> forecasts = new ArrayList<>();
    for (Candle candle : candles) {
      volatility.push(candle).ifPresent(forecasts::add);
    }
    return forecasts;
  }

  private static byte[] bytes(DailyVolatility volatility) throws IOException {
    var bytes = new ByteArrayOutputStream();
    volatility.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Candle range(int hour, double high) {
    return new Candle(START.plus(Duration.ofHours(hour)), 1, high, 1, high, 1);
  }
}
