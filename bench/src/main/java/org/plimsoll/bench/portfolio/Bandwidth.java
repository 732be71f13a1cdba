package org.plimsoll.bench.portfolio;

import java.util.function.IntConsumer;
import org.plimsoll.engine.portfolio.Partitions;

/// How fast this machine reads memory: the sum of 256 MB of longs a thread, in a loop that the
/// compiler vectorises.
final class Bandwidth implements IntConsumer {
  private static final int LENGTH = 32 << 20;

  private final long[][] arrays;
  private final long[] sums;

  Bandwidth(int threads) {
    arrays = new long[threads][LENGTH];
    sums = new long[threads * 8];
    for (long[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = i;
      }
    }
  }

  @Override
  public void accept(int part) {
    sums[part * 8] = sum(arrays[part]);
  }

  private static long sum(long[] array) {
    long a = 0;
    for (int i = 0; i < array.length; i++) {
      a += array[i];
    }
    return a;
  }

  /// Bytes a nanosecond, the best of some rounds and their ninth decile.
  double[] measure(Partitions partitions, int rounds) {
    Sample sample = new Sample(rounds);
    for (int round = -3; round < rounds; round++) {
      long start = System.nanoTime();
      partitions.run(this);
      long time = System.nanoTime() - start;
      if (round >= 0) {
        sample.add(time);
      }
      if (sums[0] == 0) {
        throw new IllegalStateException("nothing was read");
      }
    }
    double bytes = 8.0 * LENGTH * arrays.length;
    return new double[] {bytes / sample.least(), bytes / sample.quantile(0.1)};
  }
}
