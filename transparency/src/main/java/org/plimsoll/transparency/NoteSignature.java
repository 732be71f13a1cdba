package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One signature line of a note.
///
/// @param name of the key
/// @param base64 of the key's id, four bytes, and the signature
public record NoteSignature(String name, String base64) {
  private static final String DASH = "— ";

  /// Checks both.
  public NoteSignature {
    if (!VerifierKey.isName(name)) {
      throw LogException.malformed("not a name for a key: " + Lines.shown(name));
    }
    if (StrictBase64.decode(base64).length <= Integer.BYTES) {
      throw LogException.malformed("a signature of no bytes by " + Lines.shown(name));
    }
  }

  static NoteSignature of(String name, byte[] idAndSignature) {
    return new NoteSignature(name, StrictBase64.encode(idAndSignature));
  }

  /// The signature in a line, which ends without its newline.
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw LogException.malformed("not a line of a signature: " + Lines.shown(line));
    }
    return new NoteSignature(line.substring(DASH.length(), space), line.substring(space + 1));
  }

  /// The line, without its newline.
  public String line() {
    return DASH + name + " " + base64;
  }

  /// The short id of the key.
  public int keyId() {
    return ByteBuffer.wrap(StrictBase64.decode(base64)).getInt();
  }

  /// What the key made, with the time in front if its type has one.
  byte[] signature() {
    byte[] bytes = StrictBase64.decode(base64);
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }
}
