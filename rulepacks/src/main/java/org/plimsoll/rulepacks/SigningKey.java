package org.plimsoll.rulepacks;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The Ed25519 key pair of a publisher of rule packs.
///
/// Its file has the lines `plimsoll-signing-key 1`, `private: <PKCS #8 in Base64>` and
/// `public: <X.509 in Base64>`; lines that begin with `#` are comments.
public final class SigningKey {
  private static final String HEADER = "plimsoll-signing-key 1";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /// A new key pair from the platform's secure random numbers.
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK 25 has Ed25519", e);
    }
  }

  /// Reads the text of a key file.
  ///
  /// @throws IllegalArgumentException if it is none, or if its halves do not belong together
  public static SigningKey parse(String text) {
    var file = TextFile.parse(HEADER, text);
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(file.bytes("private")));
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(file.bytes("public")));
      var key = new SigningKey(secret, open);
      byte[] probe = {1};
      if (!PublicKeys.verifies(open, probe, key.sign(probe))) {
        throw new IllegalArgumentException("The two halves of the key do not belong together");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an Ed25519 key: " + e.getMessage(), e);
    }
  }

  /// The text of the key file, the secret half included.
  public String toText() {
    return HEADER
        + "\nprivate: "
        + Base64.getEncoder().encodeToString(privateKey.getEncoded())
        + "\npublic: "
        + Base64.getEncoder().encodeToString(publicKey.getEncoded())
        + "\n";
  }

  /// The half that others check signatures with.
  public PublicKey publicKey() {
    return publicKey;
  }

  /// The name of the key; see {@link PublicKeys#idOf}.
  public String id() {
    return PublicKeys.idOf(publicKey);
  }

  byte[] sign(byte[] message) {
    try {
      var signature = java.security.Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key cannot sign", e);
    }
  }
}
