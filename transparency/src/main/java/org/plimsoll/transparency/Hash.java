package org.plimsoll.transparency;

import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 hash: 32 bytes.
public final class Hash {
  /// Bytes of every hash.
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The hash with these 32 bytes.
  public static Hash of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static Hash of(byte[] bytes, int from, int length) {
    if (length != BYTES || from + length > bytes.length) {
      throw LogException.malformed("a hash of " + length + " bytes; it has " + BYTES);
    }
    return new Hash(Arrays.copyOfRange(bytes, from, from + length));
  }

  /// Takes the array as its own.
  static Hash owning(byte[] bytes) {
    return new Hash(bytes);
  }

  /// The hash of some content, without any prefix.
  public static Hash ofContent(byte[] content) {
    return new Hash(Sha256.of(content));
  }

  /// The hash that the formats write in base 64.
  public static Hash parse(String base64) {
    return of(StrictBase64.decode(base64));
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  byte[] raw() {
    return bytes;
  }

  /// As the formats write it.
  public String base64() {
    return StrictBase64.encode(bytes);
  }

  /// In lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
