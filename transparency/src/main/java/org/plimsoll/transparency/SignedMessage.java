package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes that a signature of each type is made over.
final class SignedMessage {
  private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_NAME_BYTES = 255;

  private SignedMessage() {}

  /// The message.
  ///
  /// @param signer the key's name, which only ML-DSA-44 signs along
  /// @param seconds since 1970, for the types that say when
  static byte[] of(SignatureType type, String signer, long seconds, String text) {
    return switch (type) {
      case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
      case ED25519_COSIGNATURE ->
          ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
      case ML_DSA_44 -> wholeTree(signer, seconds, Checkpoint.parse(text));
    };
  }

  private static byte[] wholeTree(String signer, long seconds, Checkpoint checkpoint) {
    byte[] name = shortText(signer);
    byte[] origin = shortText(checkpoint.origin());
    return ByteBuffer.allocate(LABEL.length + 2 + name.length + origin.length + 24 + Hash.BYTES)
        .put(LABEL)
        .put((byte) name.length)
        .put(name)
        .putLong(seconds)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0)
        .putLong(checkpoint.size())
        .put(checkpoint.root().raw())
        .array();
  }

  private static byte[] shortText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_NAME_BYTES) {
      throw LogException.malformed("a name of " + bytes.length + " bytes, limit " + MAX_NAME_BYTES);
    }
    return bytes;
  }
}
