package org.plimsoll.service.publiclog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.plimsoll.transparency.SignatureType;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.VerifierKey;

/// The file of a witness's key: one line that only its owner may read.
public final class WitnessKey {
  private WitnessKey() {}

  /// Makes a key, writes it into a new file and gives its public half.
  public static VerifierKey make(String name, Path file, SecureRandom chance) throws IOException {
    SigningKey key = SigningKey.generate(name, SignatureType.ED25519_COSIGNATURE, chance);
    LogKeys.writePrivate(file, key.secretText() + "\n");
    return key.verifier();
  }

  /// The key in a file.
  public static SigningKey read(Path file) throws IOException {
    LogKeys.requirePrivate(file);
    return SigningKey.parse(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }
}
