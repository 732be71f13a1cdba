package org.plimsoll.rulepacks;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.plimsoll.engine.rulebook.RulePack;

/// A publisher's detached signature on one version of a rule pack.
///
/// What is signed are the UTF-8 bytes of `plimsoll rule pack 1`, the pack's id, its version and its
/// hash, each followed by a line feed.
public final class PackSignature {
  private static final String HEADER = "plimsoll-pack-signature 1";

  /// What checking a signature gave.
  public sealed interface State {
    /// The pack is what the holder of a trusted key signed.
    record Valid(String keyId) implements State {}

    /// There is no signature.
    record Missing() implements State {}

    /// The signature is on another pack, version or content: the pack was changed after signing.
    record Stale(String signedHash) implements State {}

    /// The key is not among the trusted ones.
    record Untrusted(String keyId) implements State {}

    /// The signature is not by the key that it names.
    record Forged(String keyId) implements State {}

    /// The file is not a signature.
    record Malformed(String why) implements State {}
  }

  private PackSignature() {}

  /// The text of the signature file of `pack`. The same pack and key always give the same text.
  public static String sign(RulePack pack, SigningKey key) {
    byte[] signature = key.sign(message(pack.id(), pack.version(), pack.hash()));
    return "%s\nkey: %s\npack: %s\nversion: %d\nhash: %s\nsignature: %s\n"
        .formatted(
            HEADER,
            key.id(),
            pack.id(),
            pack.version(),
            pack.hash(),
            Base64.getEncoder().encodeToString(signature));
  }

  /// Checks `text`, the signature file of `pack`, against the keys that are trusted.
  public static State check(RulePack pack, String text, PublicKeys trusted) {
    try {
      return check(pack, TextFile.parse(HEADER, text), trusted);
    } catch (IllegalArgumentException e) {
      return new State.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static State check(RulePack pack, TextFile file, PublicKeys trusted) {
    String keyId = file.text("key");
    String hash = file.text("hash");
    byte[] signature = file.bytes("signature");
    boolean same =
        file.text("pack").equals(pack.id())
            && file.text("version").equals(Integer.toString(pack.version()))
            && hash.equals(pack.hash());
    if (!same) {
      return new State.Stale(hash);
    }
    Optional<PublicKey> key = trusted.find(keyId);
    if (key.isEmpty()) {
      return new State.Untrusted(keyId);
    }
    byte[] message = message(pack.id(), pack.version(), pack.hash());
    return PublicKeys.verifies(key.get(), message, signature)
        ? new State.Valid(keyId)
        : new State.Forged(keyId);
  }

  private static byte[] message(String id, int version, String hash) {
    String text = "plimsoll rule pack 1\n" + id + "\n" + version + "\n" + hash + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
