package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reading of the line-based texts that the log's formats are made of.
final class Lines {
  /// Above every text that the formats give: notes, proofs and requests to a witness.
  static final int MAX_TEXT_BYTES = 1 << 20;

  private static final int MAX_DECIMAL_DIGITS = 19;
  private static final int MAX_SHOWN = 80;

  private Lines() {}

  /// The text of the bytes, which must be UTF-8 without control characters but the newline.
  static String text(byte[] bytes) {
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new LogException(
          LogFault.TOO_LARGE, "a text of " + bytes.length + " bytes, limit " + MAX_TEXT_BYTES);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new LogException(LogFault.MALFORMED, "not UTF-8", e);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' && text.charAt(i) != '\n') {
        throw LogException.malformed("a control character at " + i);
      }
    }
    return text;
  }

  /// A number of entries as the formats write it: decimal, no sign, no leading zero.
  static long decimal(String text) {
    boolean plain =
        !text.isEmpty()
            && text.length() <= MAX_DECIMAL_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    if (!plain) {
      throw LogException.malformed("not a decimal number: " + shown(text));
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new LogException(LogFault.MALFORMED, "too large a number: " + text, e);
    }
  }

  static String shown(String text) {
    String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return "'" + cut.replace("\n", "⏎") + "'";
  }
}
