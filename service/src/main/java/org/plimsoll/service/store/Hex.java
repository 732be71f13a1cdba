package org.plimsoll.service.store;

import java.util.HexFormat;

/// Hashes as lower-case hexadecimal text.
public final class Hex {
  private Hex() {}

  /// All bytes, two characters each.
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
