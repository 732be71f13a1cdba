package org.plimsoll.engine.book;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;

/// Writes the journal's binary form: big-endian numbers, counted UTF-8 text, counted lists.
///
/// One value has one form, so that equal commands have equal bytes.
final class WireWriter {
  private byte[] buffer = new byte[128];
  private int length;

  WireWriter int8(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
    return this;
  }

  WireWriter int32(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  WireWriter int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  WireWriter float64(double value) {
    return int64(Double.doubleToLongBits(value));
  }

  WireWriter flag(boolean value) {
    return int8(value ? 1 : 0);
  }

  WireWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return bytes(bytes);
  }

  WireWriter bytes(byte[] value) {
    int32(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }

  /// An instant, to the millisecond: market data and rules know nothing finer.
  WireWriter instant(Instant value) {
    return int64(value.toEpochMilli());
  }

  WireWriter asset(Asset value) {
    return text(value.code()).int8(value.scale());
  }

  WireWriter amount(Amount value) {
    return asset(value.asset()).int64(value.units());
  }

  <T> WireWriter list(Collection<T> values, Consumer<T> each) {
    int32(values.size());
    values.forEach(each);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
