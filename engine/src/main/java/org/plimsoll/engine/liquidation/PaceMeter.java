package org.plimsoll.engine.liquidation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// What was ordered of each contract in the interval that runs: the state of the pace limits.
public final class PaceMeter {
  private long[] interval = new long[0];
  private long[] used = new long[0];

  /// How many quantity units may still be ordered.
  ///
  /// @param factor the regime's factor on the limit, in billionths
  public long room(int contract, DisposalPace pace, long nowMillis, long factor) {
    long limit =
        pace.mostPerInterval() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Exact.multiplyDivide(pace.mostPerInterval(), factor, Billionths.ONE, Rounding.DOWN);
    if (contract >= used.length
        || interval[contract] != Math.floorDiv(nowMillis, pace.intervalMillis())) {
      return limit;
    }
    return Math.max(0, limit - used[contract]);
  }

  /// Notes an order.
  public void use(int contract, DisposalPace pace, long nowMillis, long quantity) {
    if (contract >= used.length) {
      interval = Arrays.copyOf(interval, contract + 1);
      used = Arrays.copyOf(used, contract + 1);
    }
    long now = Math.floorDiv(nowMillis, pace.intervalMillis());
    if (interval[contract] != now) {
      interval[contract] = now;
      used[contract] = 0;
    }
    used[contract] = Math.addExact(used[contract], quantity);
  }

  /// Writes the state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(used.length);
    for (int contract = 0; contract < used.length; contract++) {
      out.writeLong(interval[contract]);
      out.writeLong(used[contract]);
    }
  }

  /// Replaces the state by what {@link #writeTo} wrote.
  public void readFrom(DataInput in, int contracts) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > contracts) {
      throw new IOException("Pace of " + length + " contracts, the book lists " + contracts);
    }
    interval = new long[length];
    used = new long[length];
    for (int contract = 0; contract < length; contract++) {
      interval[contract] = in.readLong();
      used[contract] = in.readLong();
    }
  }
}
