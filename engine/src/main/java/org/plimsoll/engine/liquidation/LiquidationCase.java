package org.plimsoll.engine.liquidation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// A group under liquidation.
///
/// @param openedMillis since when, in milliseconds of the venue's time
/// @param rounds how often orders were given out for it
/// @param deferred why nothing could be done at the last look, if so
public record LiquidationCase(
    MarginGroup group, long openedMillis, int rounds, @Nullable Reason deferred) {

  LiquidationCase ordered() {
    return new LiquidationCase(group, openedMillis, rounds + 1, null);
  }

  LiquidationCase deferredBy(@Nullable Reason reason) {
    return new LiquidationCase(group, openedMillis, rounds, reason);
  }

  void writeTo(DataOutput out) throws IOException {
    group.writeTo(out);
    out.writeLong(openedMillis);
    out.writeInt(rounds);
    out.writeUTF(deferred == null ? "" : deferred.name());
  }

  static LiquidationCase read(DataInput in) throws IOException {
    MarginGroup group = MarginGroup.read(in);
    long opened = in.readLong();
    int rounds = in.readInt();
    String reason = in.readUTF();
    try {
      return new LiquidationCase(
          group, opened, rounds, reason.isEmpty() ? null : Reason.valueOf(reason));
    } catch (IllegalArgumentException e) {
      throw new IOException("Not a reason: " + reason, e);
    }
  }
}
