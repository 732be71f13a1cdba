package org.plimsoll.service.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// SipHash-2-4 (Aumasson and Bernstein, 2012) of short texts: the fingerprint of a key.
///
/// Keyed by 16 bytes that each store draws for itself, so that no client can choose keys that
/// collide. Characters above 255 never occur in keys.
final class SipHash {
  private final long k0;
  private final long k1;

  SipHash(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    k0 = bytes.getLong();
    k1 = bytes.getLong();
  }

  /// The 64-bit hash of the text's characters as single bytes.
  long hash(String text) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int length = text.length();
    int words = length >>> 3;
    for (int i = 0; i <= words + 2; i++) {
      long word = i < words ? word(text, i << 3, 8) : 0;
      if (i == words) {
        word = word(text, i << 3, length & 7) | ((long) length << 56);
      } else if (i == words + 1) {
        v2 ^= 0xff;
      }
      // Two rounds per word, four to finish: the two words of zero after the last are the finish.
      v3 ^= word;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(String text, int from, int bytes) {
    long word = 0;
    for (int i = 0; i < bytes; i++) {
      word |= (text.charAt(from + i) & 0xffL) << (8 * i);
    }
    return word;
  }
}
