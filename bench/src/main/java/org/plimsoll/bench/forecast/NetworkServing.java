package org.plimsoll.bench.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.forecast.network.Architecture;
import org.plimsoll.forecast.network.FeatureRanges;
import org.plimsoll.forecast.network.NetworkEnsemble;
import org.plimsoll.forecast.network.NetworkModel;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ParameterLayout;

/// Times the forecast of an ensemble of five networks for one symbol and for 500, on one thread.
public final class NetworkServing {
  private static final int SEEDS = 5;
  private static final int SYMBOLS = 500;
  private static final int ROUNDS = 60;

  private NetworkServing() {}

  /// Prints median, 90th and 99th percentile in microseconds.
  public static void main(String[] args) {
    for (Architecture architecture : Architecture.values()) {
      NetworkShape shape = NetworkShape.standard(architecture);
      SplittableRandom random = new SplittableRandom(7);
      List<NetworkModel> models = new ArrayList<>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        models.add(model(shape, random, seed));
      }
      NetworkEnsemble ensemble = new NetworkEnsemble(models);
      float[][] windows = new float[SYMBOLS][];
      float[][] contexts = new float[SYMBOLS][];
      for (int s = 0; s < SYMBOLS; s++) {
        windows[s] = numbers(random, shape.windowSize());
        contexts[s] = numbers(random, shape.contextFeatures());
      }
      measure(architecture, ensemble, windows, contexts);
    }
  }

  private static void measure(
      Architecture architecture, NetworkEnsemble ensemble, float[][] windows, float[][] contexts) {
    double sum = 0;
    double[] single = new double[ROUNDS * SYMBOLS];
    double[] all = new double[ROUNDS];
    for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int s = 0; s < SYMBOLS; s++) {
        long start = System.nanoTime();
        sum += ensemble.variance(4, windows[s], contexts[s]);
        if (round >= 0) {
          single[round * SYMBOLS + s] = (System.nanoTime() - start) / 1e3;
        }
      }
      if (round >= 0) {
        all[round] = (System.nanoTime() - begin) / 1e3;
      }
    }
    report(architecture.id() + ", 1 symbol", single);
    report(architecture.id() + ", 500 symbols", all);
    System.out.println("sum of forecasts, so that none is left out: " + sum);
  }

  private static void report(String what, double[] micros) {
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.0f us, p90 %.0f us, p99 %.0f us%n",
        what,
        micros[micros.length / 2],
        micros[micros.length * 9 / 10],
        micros[micros.length * 99 / 100]);
  }

  private static NetworkModel model(NetworkShape shape, SplittableRandom random, int seed) {
    Instant time = Instant.parse("2025-01-01T00:00:00Z");
    NetworkModel.Origin origin =
        new NetworkModel.Origin(
            List.of("MADE"),
            time,
            time,
            time.plusSeconds(1),
            time.plusSeconds(1),
            time.plusSeconds(2),
            "",
            "",
            "made",
            "made",
            seed,
            0);
    int features = shape.hourFeatures() + shape.contextFeatures();
    FeatureRanges ranges = new FeatureRanges(new float[features], new float[features]);
    float[] weights = numbers(random, ParameterLayout.of(shape).size());
    return new NetworkModel(shape, origin, new TreeMap<>(), ranges, weights);
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextDouble() - 0.5);
    }
    return numbers;
  }
}
