package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The realised deviations of a market's last days, for quantiles of the long run.
final class DailyDeviations {
  private final double[] ring;
  private int next;
  private int size;

  DailyDeviations(int days) {
    ring = new double[days];
  }

  void add(double sigma) {
    ring[next] = sigma;
    next = (next + 1) % ring.length;
    size = Math.min(ring.length, size + 1);
  }

  int size() {
    return size;
  }

  /// The order statistics number ⌈n p⌉ of the values, ascending, for several p.
  double[] quantiles(double... probabilities) {
    double[] sorted = Arrays.copyOf(ring, size);
    Arrays.sort(sorted);
    double[] found = new double[probabilities.length];
    for (int i = 0; i < found.length; i++) {
      int rank = (int) Math.ceil(size * probabilities[i]);
      found[i] = sorted[Math.clamp(rank - 1L, 0, size - 1)];
    }
    return found;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(ring[(next - size + i + ring.length) % ring.length]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > ring.length) {
      throw new IOException("Snapshot has " + count + " deviations, limit " + ring.length);
    }
    for (int i = 0; i < count; i++) {
      ring[i] = in.readDouble();
      if (!(ring[i] >= 0 && ring[i] < Double.POSITIVE_INFINITY)) {
        throw new IOException("Snapshot holds a deviation of " + ring[i]);
      }
    }
    size = count;
    next = count % ring.length;
  }
}
