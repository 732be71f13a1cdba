package org.plimsoll.forecast.interval;

/// The latest scores of one kind, up to a number, kept in the order of their size as well.
final class ScoreWindow {
  private final double[] ring;
  private final double[] sorted;
  private int size;
  private int next;

  ScoreWindow(int capacity) {
    ring = new double[capacity];
    sorted = new double[capacity];
  }

  int size() {
    return size;
  }

  /// Adds a score and, when full, forgets the oldest.
  void add(double score) {
    if (size == ring.length) {
      remove(ring[next]);
    }
    ring[next] = score;
    next = (next + 1) % ring.length;
    int at = size;
    while (at > 0 && sorted[at - 1] > score) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = score;
    size++;
  }

  private void remove(double score) {
    int at = 0;
    while (sorted[at] != score) {
      at++;
    }
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  /// The score number ⌈(n + 1)(1 − miss)⌉ from below, or the largest when there are too few: of n
  /// exchangeable scores a new one exceeds it with a probability of at most `miss`.
  double quantile(double miss) {
    int rank = (int) Math.ceil((size + 1) * (1 - miss) - 1e-9);
    return sorted[Math.clamp(rank, 1, size) - 1];
  }

  /// The share of scores, the new one among them, that are at least as large as a new one.
  double tail(double score) {
    int smaller = 0;
    while (smaller < size && sorted[smaller] < score) {
      smaller++;
    }
    return (1.0 + size - smaller) / (size + 1);
  }
}
