package org.plimsoll.transparency;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Keys of logs and witnesses that no one else has.
final class Keys {
  static final Instant NOW = Instant.parse("2025-10-10T21:20:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final String ORIGIN = "plimsoll.example/venue";

  /// Published with Tessera's test log, and good for nothing else.
  static final String TESSERA_PUBLIC =
      "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

  private static final SecureRandom CHANCE = new SecureRandom();

  private Keys() {}

  static SigningKey log() {
    return SigningKey.generate(ORIGIN, SignatureType.ED25519, CHANCE);
  }

  static SigningKey of(String name, SignatureType type) {
    return SigningKey.generate(name, type, CHANCE);
  }

  static LogSettings settings(SigningKey... keys) {
    return new LogSettings(List.of(keys), List.of(), CLOCK);
  }
}
