package org.plimsoll.engine.book;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;

/// Reads what {@link WireWriter} wrote and refuses everything else.
///
/// Every method throws {@link IllegalArgumentException} on bytes that are cut short, too long or
/// not in the one canonical form.
final class WireReader {
  private static final int MAX_LIST = 1 << 20;

  private final byte[] buffer;
  private int position;

  WireReader(byte[] buffer) {
    this.buffer = buffer;
  }

  int int8() {
    require(1);
    return buffer[position++];
  }

  int int32() {
    require(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (buffer[position++] & 0xff);
    }
    return value;
  }

  long int64() {
    long high = int32();
    return high << 32 | (int32() & 0xffffffffL);
  }

  /// Of the many bit patterns that are no number, only the one that is written is read.
  double float64() {
    long bits = int64();
    double value = Double.longBitsToDouble(bits);
    if (Double.doubleToLongBits(value) != bits) {
      throw new IllegalArgumentException("not the form of a number: " + bits);
    }
    return value;
  }

  boolean flag() {
    int value = int8();
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("flag is " + value);
    }
    return value == 1;
  }

  String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text is not UTF-8", e);
    }
  }

  byte[] bytes() {
    int length = int32();
    if (length < 0) {
      throw new IllegalArgumentException("length is " + length);
    }
    require(length);
    byte[] value = new byte[length];
    System.arraycopy(buffer, position, value, 0, length);
    position += length;
    return value;
  }

  Instant instant() {
    return Instant.ofEpochMilli(int64());
  }

  Asset asset() {
    return new Asset(text(), int8());
  }

  Amount amount() {
    return new Amount(asset(), int64());
  }

  <E extends Enum<E>> E oneOf(E[] values) {
    int index = int8();
    if (index < 0 || index >= values.length) {
      throw new IllegalArgumentException("choice " + index + " of " + values.length);
    }
    return values[index];
  }

  <T> List<T> list(Supplier<T> each) {
    int size = int32();
    if (size < 0 || size > MAX_LIST || size > buffer.length - position) {
      throw new IllegalArgumentException("list of " + size);
    }
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(each.get());
    }
    return List.copyOf(values);
  }

  /// Demands that nothing is left over.
  void end() {
    if (position != buffer.length) {
      throw new IllegalArgumentException((buffer.length - position) + " bytes are left over");
    }
  }

  private void require(int count) {
    if (buffer.length - position < count) {
      throw new IllegalArgumentException("cut short at byte " + buffer.length);
    }
  }
}
