package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes a salt for every line from one secret of the venue, so that salts need not be kept.
///
/// A salt tells nothing of any other: each is HMAC-SHA-256 under the secret of the account, the
/// purpose and a number that the venue never uses twice for them.
public final class Salts {
  private static final String MAC = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;

  /// Holds the secret; never fed, only copied, which any thread may do.
  private final Mac keyed;

  /// Salts from this secret of 32 bytes or more.
  public Salts(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "a secret of " + secret.length + " bytes; " + MIN_SECRET_BYTES + " or more are wanted");
    }
    this.keyed = keyed(secret);
  }

  private static Mac keyed(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  /// The opening of a line that is to be committed to.
  ///
  /// @param purpose what the line is, such as `margin`
  /// @param sequence never the same for two lines of one account and purpose
  public Opening opening(String account, String purpose, long sequence, String line) {
    byte[] first = account.getBytes(StandardCharsets.UTF_8);
    byte[] second = purpose.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(16 + first.length + second.length);
    message.putInt(first.length).put(first).putInt(second.length).put(second).putLong(sequence);
    try {
      Mac mac = (Mac) keyed.clone();
      return new Opening(Hash.owning(mac.doFinal(message.array())), line);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + MAC + " can be copied", e);
    }
  }
}
