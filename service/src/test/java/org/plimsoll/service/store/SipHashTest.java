package org.plimsoll.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SipHashTest {
  /// The vectors of the reference implementation (Aumasson and Bernstein, vectors_sip64): key bytes
  /// 0 to 15, input bytes 0 to n - 1.
  @Test
  void hashesOfTheReferenceImplementationAreMet() {
    byte[] key = new byte[16];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    SipHash hash = new SipHash(key);
    assertEquals(0x726fdb47dd0e0e31L, hash.hash(""));
    assertEquals(0x74f839c593dc67fdL, hash.hash("\u0000"));
    assertEquals(0x93f5f5799a932462L, hash.hash(upTo(8)));
    assertEquals(0xa129ca6149be45e5L, hash.hash(upTo(15)));
  }

  private static String upTo(int length) {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < length; c++) {
      text.append(c);
    }
    return text.toString();
  }
}
