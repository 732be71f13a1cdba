package org.plimsoll.engine.volatility;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class ReturnStatisticsTest {
  private static final long SEED = 0x10e55e5L;
  private static final double LN2 = 0.6931471805599453;

  /// Closes 1, 2, 1, 2, … : log returns ± ln 2, half and half over an even window, so the sample
  /// standard deviation is ln 2 · sqrt(n / (n − 1)).
  @Test
  void standardDeviationOfAnAlternatingSeriesIsTheClosedForm() {
    var closes = new DailyCloses();
    for (int day = 0; day <= 182; day++) {
      closes.push(20_000 + day, day % 2 == 0 ? 1 : 2);
    }
    assertEquals(LN2 * Math.sqrt(182.0 / 181), value(closes, "sd_1d_182d"), 1e-15);
  }

  /// 200 days with one fall to a half and one rise by 60 %: the long side loses 0.5 once, the short
  /// side 0.6 once. At 99 %, rank ⌈200 · 0.99⌉ = 198 of 200 leaves two above, so both are passed
  /// over; at 99.5 % rank 199 leaves one above.
  @Test
  void quantileIsTheOrderStatisticAtTheCeiling() {
    var closes = new DailyCloses();
    double price = 1024;
    closes.push(0, price);
    for (int day = 1; day <= 200; day++) {
      price *= day == 50 || day == 51 ? 0.5 : day == 100 || day == 101 ? 1.625 : 1;
      closes.push(day, price);
    }
    assertEquals(0, value(closes, "loss_q99_1d_200d"));
    assertEquals(0.625, value(closes, "loss_q995_1d_200d"));
  }

  @Test
  void theWorseSideIsTaken() {
    var closes = new DailyCloses();
    double price = 1L << 40;
    closes.push(0, price);
    for (int day = 1; day <= 200; day++) {
      price *= day % 10 == 0 ? 0.75 : day % 10 == 5 ? 1.125 : 1;
      closes.push(day, price);
    }
    assertEquals(0.25, value(closes, "loss_q95_1d_200d"));
  }

  @Test
  void everyStatisticAgreesWithASlowReference() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 60; round++) {
      int days = random.nextInt(400, 1200);
      List<double[]> history = new ArrayList<>();
      var closes = new DailyCloses();
      double x = 10;
      for (int day = 0; day <= days; day++) {
        x += 0.04 * random.nextGaussian();
        if (day == 0 || day == days || random.nextInt(100) != 0) {
          history.add(new double[] {day, StrictMath.exp(x)});
          closes.push(day, StrictMath.exp(x));
        }
      }
      int horizon = random.nextInt(1, 15);
      int lookback = random.nextInt(300, days + 1);
      String at = horizon + "d_" + lookback + "d seed " + SEED + " round " + round;
      String suffix = "_" + horizon + "d_" + lookback + "d";
      assertEquals(
          slowQuantile(history, horizon, lookback), value(closes, "loss_q99" + suffix), at);
      assertEquals(slowDeviation(history, horizon, lookback), value(closes, "sd" + suffix), 1e-12);
    }
  }

  @Test
  void aGapIsBridgedByALongerReturnSoThatTheMoveIsCounted() {
    var closes = new DailyCloses();
    for (int day = 0; day <= 400; day++) {
      if (day != 200 && day != 300) {
        closes.push(day, day < 200 ? 100 : day < 300 ? 50 : 25);
      }
    }
    assertEquals(0.5, value(closes, "loss_q995_1d_400d"));
  }

  @Test
  void aShortOrPatchyHistoryOrATailWithoutDataIsNoFigure() {
    var closes = new DailyCloses();
    assertShort(closes, "sd_1d_182d");
    for (int day = 0; day <= 181; day++) {
      closes.push(day, 1 + day % 3);
    }
    assertShort(closes, "sd_1d_182d");
    closes.push(182, 1);
    assertTrue(value(closes, "sd_1d_182d") > 0);
    assertShort(closes, "loss_q995_1d_182d");
    closes.push(200, 1);
    assertShort(closes, "sd_1d_182d");
  }

  @Test
  void onlyNamesOfThePatternAreStatistics() {
    for (String good : List.of("sd_1d_182d", "loss_q99_14d_1095d", "loss_q9975_60d_3700d")) {
      assertEquals(good, StatisticName.parse(good).orElseThrow().text());
    }
    for (String bad :
        List.of(
            "",
            "sd",
            "sd_1d",
            "sd_0d_10d",
            "sd_10d_10d",
            "sd_1d_3701d",
            "sd_61d_182d",
            "sd_01d_9d",
            "loss_q_1d_182d",
            "loss_q0_1d_182d",
            "loss_q49_1d_182d",
            "loss_q99_1d_182",
            "SD_1d_2d",
            "loss_q999999_1d_182d",
            "loss_99_1d_182d",
            "sd_1d_182d_",
            "sd_-1d_182d",
            "loss_q9９_1d_9d",
            "sd_1d_99999999999999999999d",
            "sigma_day",
            "loss_q99_d_182d",
            "xloss_q99_1d_182d")) {
      assertTrue(StatisticName.parse(bad).isEmpty(), bad);
    }
  }

  @Test
  void closesBeyondTheLimitAreForgottenAndTheSnapshotIsTheSame() throws IOException {
    var random = new SplittableRandom(SEED);
    var closes = new DailyCloses();
    long day = 0;
    for (int i = 0; i < 9_000; i++) {
      day += random.nextInt(200) == 0 ? random.nextInt(1, 9) : 1;
      closes.push(day, random.nextDouble(1, 2));
    }
    assertEquals(day - DailyCloses.MAX_DAYS, closes.firstDay());
    var copy = new DailyCloses();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(closes))));
    for (DailyCloses each : List.of(closes, copy)) {
      each.push(day + 3, 1.5);
      assertFalse(each.has(day + 1));
    }
    assertEquals(value(closes, "sd_1d_3650d"), value(copy, "sd_1d_3650d"));
    assertEquals(value(closes, "loss_q99_5d_3650d"), value(copy, "loss_q99_5d_3650d"));
  }

  @Test
  void aDayIsPushedOnceAndInOrder() {
    var closes = new DailyCloses();
    closes.push(5, 1);
    assertThrows(IllegalArgumentException.class, () -> closes.push(5, 1));
    assertThrows(IllegalArgumentException.class, () -> closes.push(6, 0));
    assertThrows(IllegalArgumentException.class, () -> closes.push(6, Double.NaN));
  }

  private static byte[] bytes(DailyCloses closes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    closes.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /// Pairs (end, start) found by looking through the whole history for each end.
  private static List<double[]> pairs(List<double[]> history, int horizon, int lookback) {
    double last = history.getLast()[0];
    List<double[]> pairs = new ArrayList<>();
    for (double[] end : history) {
      double[] start = null;
      for (double[] candidate : history) {
        if (candidate[0] >= last - lookback && candidate[0] <= end[0] - horizon) {
          start = candidate;
        }
      }
      if (start != null) {
        pairs.add(new double[] {end[1], start[1]});
      }
    }
    return pairs;
  }

  private static double slowQuantile(List<double[]> history, int horizon, int lookback) {
    List<Double> longs = new ArrayList<>();
    List<Double> shorts = new ArrayList<>();
    for (double[] pair : pairs(history, horizon, lookback)) {
      double r = pair[0] / pair[1] - 1;
      longs.add(-r);
      shorts.add(r);
    }
    Collections.sort(longs);
    Collections.sort(shorts);
    int rank = (longs.size() * 99 + 99) / 100;
    return Math.max(0, Math.max(longs.get(rank - 1), shorts.get(rank - 1)));
  }

  private static double slowDeviation(List<double[]> history, int horizon, int lookback) {
    double[] logs =
        pairs(history, horizon, lookback).stream()
            .mapToDouble(pair -> StrictMath.log(pair[0] / pair[1]))
            .toArray();
    double sum = 0;
    double squares = 0;
    for (double value : logs) {
      sum += value;
      squares += value * value;
    }
    return Math.sqrt((squares - sum * sum / logs.length) / (logs.length - 1));
  }

  private static double value(DailyCloses closes, String name) {
    Estimate estimate = new ReturnStatistics(closes).evaluate(name).orElseThrow();
    return assertInstanceOf(Estimate.Value.class, estimate, estimate.toString()).value();
  }

  private static void assertShort(DailyCloses closes, String name) {
    Estimate estimate = new ReturnStatistics(closes).evaluate(name).orElseThrow();
    assertEquals(
        Reason.HISTORY_TOO_SHORT, assertInstanceOf(Estimate.Unavailable.class, estimate).reason());
  }
}
