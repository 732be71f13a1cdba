package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What the log says of a line that only its owner may read: a hash of the line and a salt.
///
/// Without the salt nothing can be learnt, not even by trying lines; with it, no second line fits.
///
/// @param hash SHA-256 of `plimsoll/commitment/v1`, a newline, the salt's 32 bytes and the line
public record Commitment(Hash hash) {
  private static final byte[] LABEL =
      "plimsoll/commitment/v1\n".getBytes(StandardCharsets.US_ASCII);

  static Commitment to(Hash salt, byte[] line) {
    MessageDigest digest = Sha256.start();
    digest.update(LABEL);
    digest.update(salt.raw());
    return new Commitment(Hash.owning(digest.digest(line)));
  }

  /// The commitment that an entry writes in base 64.
  public static Commitment parse(String base64) {
    return new Commitment(Hash.parse(base64));
  }

  /// As an entry writes it.
  public String text() {
    return hash.base64();
  }
}
