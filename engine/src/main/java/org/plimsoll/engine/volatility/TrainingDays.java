package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The latest past days with regressors and outcome, oldest first, up to a fixed number of days.
final class TrainingDays {
  private final int capacity;
  private final long[] days;
  private final double[][] features;
  private final double[] outcomes;
  private int oldest;
  private int size;

  TrainingDays(LogHarOptions options) {
    capacity = options.historyDays();
    days = new long[capacity];
    features = new double[options.regressors()][capacity];
    outcomes = new double[capacity];
  }

  /// Adds a day later than all before, and forgets those older than the capacity in days.
  void add(long day, double[] regressors, double outcome) {
    forgetBefore(day - capacity + 1);
    int slot = (oldest + size) % capacity;
    days[slot] = day;
    for (int i = 0; i < features.length; i++) {
      features[i][slot] = regressors[i];
    }
    outcomes[slot] = outcome;
    size++;
  }

  /// Forgets the days before `day`.
  void forgetBefore(long day) {
    while (size > 0 && days[oldest] < day) {
      oldest = (oldest + 1) % capacity;
      size--;
    }
  }

  int size() {
    return size;
  }

  /// A copy of the regressors, one array per regressor, oldest day first.
  double[][] columns() {
    double[][] columns = new double[features.length][];
    for (int i = 0; i < features.length; i++) {
      columns[i] = ordered(features[i]);
    }
    return columns;
  }

  /// A copy of the outcomes, oldest day first.
  double[] outcomes() {
    return ordered(outcomes);
  }

  /// Whether one of `count` regressors from `first` on lies outside the range it has had, by more
  /// than `margin` times that range.
  boolean leaves(double[] regressors, int first, int count, double margin) {
    for (int i = first; i < first + count; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int day = 0; day < size; day++) {
        double value = features[i][(oldest + day) % capacity];
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      double room = margin * (high - low);
      if (regressors[i] < low - room || regressors[i] > high + room) {
        return true;
      }
    }
    return false;
  }

  private double[] ordered(double[] ring) {
    double[] copy = new double[size];
    int head = Math.min(size, capacity - oldest);
    System.arraycopy(ring, oldest, copy, 0, head);
    System.arraycopy(ring, 0, copy, head, size - head);
    return copy;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      int slot = (oldest + i) % capacity;
      out.writeLong(days[slot]);
      for (double[] column : features) {
        out.writeDouble(column[slot]);
      }
      out.writeDouble(outcomes[slot]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    oldest = 0;
    size = in.readInt();
    if (size < 0 || size > capacity) {
      throw new IOException("Snapshot has " + size + " days, limit " + capacity);
    }
    for (int i = 0; i < size; i++) {
      days[i] = in.readLong();
      for (double[] column : features) {
        column[i] = in.readDouble();
      }
      outcomes[i] = in.readDouble();
    }
  }
}
