package org.plimsoll.training;

import java.util.SplittableRandom;

/// Some samples side by side, as one step of training sees them.
final class Batch {
  /// The first features of symbol and day are weekdays, which noise would make meaningless.
  private static final int WEEKDAYS = 7;

  final int count;
  final float[] windows;
  final float[] contexts;
  final float[] targets;

  private Batch(int count, int windowSize, int contextSize) {
    this.count = count;
    windows = new float[count * windowSize];
    contexts = new float[count * contextSize];
    targets = new float[count];
  }

  /// Samples as they are.
  static Batch of(Samples samples, int... chosen) {
    Samples.Sample first = samples.get(chosen[0]);
    Batch batch = new Batch(chosen.length, first.window().length, first.context().length);
    for (int i = 0; i < chosen.length; i++) {
      Samples.Sample sample = samples.get(chosen[i]);
      int size = sample.window().length;
      System.arraycopy(sample.window(), 0, batch.windows, i * size, size);
      int features = sample.context().length;
      System.arraycopy(sample.context(), 0, batch.contexts, i * features, features);
      batch.targets[i] = sample.target();
    }
    return batch;
  }

  /// Samples with uniform noise added to their features, so that a network cannot know a day again:
  /// nine symbols share each day, and there are few days.
  ///
  /// @param noise standard deviation in hours; a third of it in symbol and day
  static Batch blurred(Samples samples, int[] chosen, double noise, SplittableRandom random) {
    Batch batch = of(samples, chosen);
    double width = noise * Math.sqrt(12);
    for (int i = 0; i < batch.windows.length; i++) {
      batch.windows[i] += (float) (width * (random.nextDouble() - 0.5));
    }
    int features = batch.contexts.length / batch.count;
    for (int i = 0; i < batch.contexts.length; i++) {
      if (i % features >= WEEKDAYS) {
        batch.contexts[i] += (float) (width / 3 * (random.nextDouble() - 0.5));
      }
    }
    return batch;
  }
}
