package org.plimsoll.forecast.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.backtest.WalkForward;
import org.plimsoll.forecast.market.Panel;

class NetworkVolatilityTest {
  private static final long LAST_DAY = 19_723 + 60;

  private static double[][] walk(Panel panel, VolatilityModel model) {
    var forecasts = WalkForward.walk(panel, List.of("AAA", "BBB"), model, LAST_DAY, _ -> {});
    double[][] variances = new double[2][60];
    for (int s = 0; s < 2; s++) {
      for (int i = 0; i < 60; i++) {
        variances[s][i] = forecasts.variance(s, LAST_DAY - 59 + i);
      }
    }
    return variances;
  }

  private static VolatilityModel trained(Architecture architecture, String usableFrom) {
    return new NetworkVolatility(
        architecture,
        Made.weekMean(),
        ModelFolder.of(
            List.of(
                Made.model(architecture, 1, usableFrom), Made.model(architecture, 2, usableFrom))));
  }

  /// A network whose last layer is zero, as before training.
  private static NetworkModel untrained(Architecture architecture) {
    NetworkShape shape = NetworkShape.standard(architecture);
    float[] weights = Made.weights(shape, new SplittableRandom(5));
    ParameterLayout.Block out = ParameterLayout.of(shape).block("head.out");
    java.util.Arrays.fill(weights, out.start(), out.start() + out.size() + 1, 0);
    return Made.model(shape, weights, 5, "2024-01-10T00:00:00Z");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theUntrainedNetworkIsTheChampionToTheBit(Architecture architecture) {
    Panel panel = Made.panel(3, 90, "AAA", "BBB");
    var model =
        new NetworkVolatility(
            architecture, Made.weekMean(), ModelFolder.of(List.of(untrained(architecture))));
    double[][] champion = walk(panel, Made.weekMean());
    double[][] network = walk(panel, model);
    for (int s = 0; s < champion.length; s++) {
      assertArrayEquals(champion[s], network[s]);
    }
  }

  @Test
  void beforeTheFirstModelMayBeUsedTheForecastIsTheChampions() {
    Panel panel = Made.panel(3, 90, "AAA", "BBB");
    double[][] champion = walk(panel, Made.weekMean());
    double[][] network = walk(panel, trained(Architecture.LSTM, "2024-02-15T00:00:00Z"));
    int first = (int) (19_768 - (LAST_DAY - 59));
    for (int i = 0; i < first; i++) {
      assertEquals(champion[0][i], network[0][i]);
    }
    int changed = 0;
    for (int i = first; i < 60; i++) {
      changed += champion[0][i] != network[0][i] ? 1 : 0;
    }
    assertTrue(changed > 10, changed + " forecasts were corrected");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void whatComesAfterTheOriginDoesNotChangeAForecast(Architecture architecture) {
    Panel panel = Made.panel(8, 90, "AAA", "BBB");
    VolatilityModel model = trained(architecture, "2024-01-10T00:00:00Z");
    double[][] whole = walk(panel, model);
    double[][] cut = walk(panel.before(LAST_DAY * 24), model);
    for (int s = 0; s < whole.length; s++) {
      assertArrayEquals(whole[s], cut[s]);
    }
  }

  @Test
  void theMarketsMeanIsTheMeanOfTheSymbols() {
    Panel panel = Made.panel(21, 60, "AAA", "BBB");
    DayFeatures features = new DayFeatures(List.of("AAA", "BBB"));
    Past past = Past.ofDay(panel, 19_723 + 45);
    double[] champion = {3, 5};
    features.next(past, champion);
    assertTrue(features.isComplete(0) && features.isComplete(1));
    for (int hour = 0; hour < DayFeatures.HOURS; hour++) {
      int at = hour * DayFeatures.HOUR_FEATURES;
      double mean = (features.window(0)[at] + features.window(1)[at]) / 2.0;
      if (!Double.isNaN(past.spot("AAA").orElseThrow().variance(DayFeatures.HOURS - 1 - hour))) {
        assertEquals(mean, features.window(0)[at + 3], 1e-6, "hour " + hour);
      }
    }
    // 2024-02-15 was a Thursday.
    assertEquals(1, features.context(0)[3]);
    double day = 24 * past.spot("AAA").orElseThrow().mean(0, 24);
    assertEquals(StrictMath.log(day / 3), features.context(0)[8], 1e-6);
  }

  @Test
  void withoutAChampionThereIsNothingToCorrect() {
    DayFeatures features = new DayFeatures(List.of("AAA", "CCC"));
    Panel panel = Made.panel(21, 60, "AAA");
    features.next(Past.ofDay(panel, 19_723 + 45), new double[] {Double.NaN, 2});
    assertFalse(features.isComplete(0));
    assertFalse(features.isComplete(1));
  }

  @Test
  void aFeatureOutsideItsTrainingIsNamed() {
    FeatureRanges ranges = Made.model(Architecture.LSTM, 1, "2025-01-01T00:00:00Z").ranges();
    float[] context = new float[DayFeatures.CONTEXT_FEATURES];
    assertEquals(OptionalInt.empty(), ranges.firstOutside(context));
    context[9] = 1.26f;
    assertEquals(OptionalInt.of(9), ranges.firstOutside(context));
    context[4] = -1.6f;
    assertEquals(OptionalInt.of(4), ranges.firstOutside(context));
  }
}
