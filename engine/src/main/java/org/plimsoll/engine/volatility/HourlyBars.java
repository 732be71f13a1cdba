package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.plimsoll.engine.market.Candle;

/// The Parkinson variances and closes of the last 720 hours; an hour without trades is missing.
final class HourlyBars {
  static final int CAPACITY = 720;

  private final double[] variances = new double[CAPACITY];
  private final double[] closes = new double[CAPACITY];
  private int newest = CAPACITY - 1;
  private double lastClose;

  HourlyBars() {
    Arrays.fill(variances, Double.NaN);
  }

  void add(Candle candle) {
    lastClose = candle.close();
    append(candle.isFlat() ? Double.NaN : Estimators.parkinson(candle));
  }

  void addMissing() {
    append(Double.NaN);
  }

  private void append(double variance) {
    newest = (newest + 1) % CAPACITY;
    variances[newest] = variance;
    closes[newest] = lastClose;
  }

  /// The variance of the hour `hoursAgo` before the newest; NaN when it is missing.
  private double variance(int hoursAgo) {
    return variances[(newest - hoursAgo + CAPACITY) % CAPACITY];
  }

  /// The close `hoursAgo` before the newest, the last known one where the hour is missing; 0 before
  /// the first candle.
  double close(int hoursAgo) {
    return closes[(newest - hoursAgo + CAPACITY) % CAPACITY];
  }

  /// How many of the last `hours` are there.
  int count(int hours) {
    int count = 0;
    for (int i = 0; i < hours; i++) {
      count += Double.isNaN(variance(i)) ? 0 : 1;
    }
    return count;
  }

  /// The sum over those of the last `hours` that are there, from the newest back.
  double sum(int hours) {
    double sum = 0;
    for (int i = 0; i < hours; i++) {
      double variance = variance(i);
      sum += Double.isNaN(variance) ? 0 : variance;
    }
    return sum;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = CAPACITY - 1; i >= 0; i--) {
      out.writeDouble(variance(i));
      out.writeDouble(close(i));
    }
    out.writeDouble(lastClose);
  }

  void readFrom(DataInput in) throws IOException {
    for (int i = 0; i < CAPACITY; i++) {
      variances[i] = in.readDouble();
      closes[i] = in.readDouble();
    }
    newest = CAPACITY - 1;
    lastClose = in.readDouble();
  }
}
