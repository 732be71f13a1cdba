package org.plimsoll.transparency;

import java.time.InstantSource;
import java.util.List;

/// What a log signs with and where else its last checkpoint is known.
///
/// @param signers keys whose name is the log's origin; the first of type Ed25519
/// @param anchors asked on opening, told of each checkpoint
/// @param clock for signatures that say when they were made
public record LogSettings(List<SigningKey> signers, List<Anchor> anchors, InstantSource clock) {
  /// Copies the lists and checks the keys.
  public LogSettings {
    signers = List.copyOf(signers);
    anchors = List.copyOf(anchors);
    if (signers.isEmpty() || signers.getFirst().verifier().type() != SignatureType.ED25519) {
      throw new IllegalArgumentException("a public log signs with Ed25519 first");
    }
    long names = signers.stream().map(key -> key.verifier().name()).distinct().count();
    if (names != 1) {
      throw new IllegalArgumentException("the keys of a log all have its origin as their name");
    }
  }

  /// Settings with one key and no anchor.
  public static LogSettings of(SigningKey signer) {
    return new LogSettings(List.of(signer), List.of(), InstantSource.system());
  }

  /// The log's name.
  public String origin() {
    return signers.getFirst().verifier().name();
  }

  /// The same with these anchors.
  public LogSettings withAnchors(Anchor... others) {
    return new LogSettings(signers, List.of(others), clock);
  }

  /// What a reader needs to trust the log by itself.
  public TrustPolicy policy() {
    return new TrustPolicy(signers.stream().map(SigningKey::verifier).toList(), List.of(), 0);
  }
}
