package org.plimsoll.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.plimsoll.forecast.network.Architecture;
import org.plimsoll.forecast.network.NetworkShape;

/// Tiny networks and samples whose target hangs on the last hour and the first context feature.
final class MadeSamples {
  static final NetworkShape TINY_LSTM =
      new NetworkShape(Architecture.LSTM, 6, 2, 2, 2, 3, 1, 1, 0, 3, 3);
  static final NetworkShape TINY_TRANSFORMER =
      new NetworkShape(Architecture.PATCH_TRANSFORMER, 6, 2, 2, 2, 4, 2, 2, 5, 3, 3);

  private MadeSamples() {}

  static Samples of(NetworkShape shape, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Samples.Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] window = numbers(random, shape.windowSize());
      float[] context = numbers(random, shape.contextFeatures());
      float target =
          (float) (0.4 * window[window.length - 1] - 0.3 * context[0] + random.nextDouble() - 0.3);
      samples.add(new Samples.Sample(100 + i / 2, i % 2 == 0 ? "A" : "B", window, context, target));
    }
    return new Samples(samples);
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * random.nextDouble() - 1);
    }
    return numbers;
  }
}
