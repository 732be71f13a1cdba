package org.plimsoll.bench.portfolio;

import java.util.Arrays;
import java.util.Locale;

/// Times of one thing done again and again, in nanoseconds.
final class Sample {
  private final long[] nanos;
  private int count;
  private boolean sorted;

  Sample(int capacity) {
    nanos = new long[capacity];
  }

  void add(long time) {
    nanos[count++] = time;
    sorted = false;
  }

  double quantile(double q) {
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    return nanos[(int) Math.min(count - 1L, (long) (q * count))];
  }

  double least() {
    return quantile(0);
  }

  double median() {
    return quantile(0.5);
  }

  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
