package org.plimsoll.transparency;

import java.util.Base64;

/// Base 64 of RFC 4648, section 4, with exactly one text for each sequence of bytes.
///
/// The JDK's decoder takes texts without padding and with stray bits at the end; here both are
/// refused, so that a signed text cannot be changed without changing what it says.
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new LogException(LogFault.MALFORMED, "not base 64: " + Lines.shown(text), e);
    }
    if (!encode(bytes).equals(text)) {
      throw LogException.malformed("base 64 in another form than the one: " + Lines.shown(text));
    }
    return bytes;
  }
}
