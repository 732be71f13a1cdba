package org.plimsoll.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 without a look-up of providers for each hash.
final class Sha256 {
  /// Never fed: only copied, which any thread may do.
  private static final MessageDigest FRESH = fresh();

  private Sha256() {}

  static MessageDigest start() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException _) {
      return fresh();
    }
  }

  static byte[] of(byte[] content) {
    return start().digest(content);
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
