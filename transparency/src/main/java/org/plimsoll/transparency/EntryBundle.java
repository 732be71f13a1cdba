package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Up to 256 entries as they are published: each with its length in two bytes in front.
public final class EntryBundle {
  /// Bytes of the longest entry.
  public static final int MAX_ENTRY_BYTES = 65_535;

  private EntryBundle() {}

  /// The entries' bytes.
  public static byte[] encode(List<byte[]> entries) {
    int length = 0;
    for (byte[] entry : entries) {
      length = Math.addExact(length, Short.BYTES + checked(entry).length);
    }
    ByteBuffer bundle = ByteBuffer.allocate(length);
    for (byte[] entry : entries) {
      bundle.putShort((short) entry.length).put(entry);
    }
    return bundle.array();
  }

  /// The entries in a bundle, all of it used.
  public static List<byte[]> decode(byte[] bundle) {
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>();
    while (rest.hasRemaining()) {
      if (rest.remaining() < Short.BYTES) {
        throw LogException.malformed("a bundle with half a length at its end");
      }
      int length = Short.toUnsignedInt(rest.getShort());
      if (rest.remaining() < length) {
        throw LogException.malformed(
            "a bundle with " + rest.remaining() + " bytes of an entry of " + length);
      }
      byte[] entry = new byte[length];
      rest.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  static byte[] checked(byte[] entry) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new LogException(
          LogFault.TOO_LARGE, "an entry of " + entry.length + " bytes, limit " + MAX_ENTRY_BYTES);
    }
    return entry;
  }
}
