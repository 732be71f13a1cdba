package org.plimsoll.bench.formula;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Times a piece of work by the processor time of its thread, in samples of one to three
/// milliseconds, so that what other processes do in between is left out.
final class Sampler {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SAMPLE_NANOS = 2_000_000;
  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private Sampler() {}

  /// Nanoseconds of one evaluation: the smallest and the lower quartile of the samples.
  record Times(double min, double lowerQuartile) {}

  /// Measures `work`, which makes `evaluations` at a time, for about `seconds` after warming up.
  static Times measure(Runnable work, long evaluations, double seconds) {
    long start = System.nanoTime();
    long repeats = 1;
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      long took = run(work, repeats);
      repeats = Math.max(1, (long) (repeats * SAMPLE_NANOS / (double) Math.max(took, 1_000)));
    }
    double[] samples = new double[20_000];
    int count = 0;
    start = System.nanoTime();
    while (count < 30
        || (count < samples.length && System.nanoTime() - start < seconds * 1e9)) {
      samples[count++] = run(work, repeats) / (double) repeats / evaluations;
    }
    Arrays.sort(samples, 0, count);
    return new Times(samples[0], samples[count / 4]);
  }

  private static long run(Runnable work, long repeats) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (long i = 0; i < repeats; i++) {
      work.run();
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
