package org.plimsoll.engine.market;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Instants as bytes: a presence flag, then seconds and nanoseconds.
final class Times {
  private Times() {}

  static void write(@Nullable Instant time, DataOutput out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  static @Nullable Instant read(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    try {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    } catch (DateTimeException e) {
      throw new IOException("Snapshot holds a time that does not exist", e);
    }
  }
}
