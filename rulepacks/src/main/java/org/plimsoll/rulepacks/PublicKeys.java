package org.plimsoll.rulepacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The publishers' keys that a reader of rule packs trusts.
///
/// The file of one key has the lines `plimsoll-public-key 1` and `public: <X.509 in Base64>`.
public final class PublicKeys {
  private static final String HEADER = "plimsoll-public-key 1";
  private static final String BUILT_IN = "/packs/project.pub";
  private static final int ID_BYTES = 8;

  private final SortedMap<String, PublicKey> keys = new TreeMap<>();

  private PublicKeys(List<PublicKey> keys) {
    keys.forEach(key -> this.keys.put(idOf(key), key));
  }

  /// Trusts exactly `keys`.
  public static PublicKeys of(List<PublicKey> keys) {
    return new PublicKeys(keys);
  }

  /// The key that the built-in packs are signed with.
  ///
  /// Its secret half is published with the sources: it proves that packs are unchanged since they
  /// were signed, not who signed them. A publisher uses a key of its own.
  public static PublicKeys builtIn() {
    try (InputStream in = PublicKeys.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + BUILT_IN + " is missing");
      }
      return of(List.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads the text of a key file.
  ///
  /// @throws IllegalArgumentException if it is none
  public static PublicKey parse(String text) {
    try {
      byte[] encoded = TextFile.parse(HEADER, text).bytes("public");
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an Ed25519 key: " + e.getMessage(), e);
    }
  }

  /// The text of the file of `key`.
  public static String toText(PublicKey key) {
    return HEADER + "\npublic: " + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n";
  }

  /// The name of `key`: the first eight bytes of the SHA-256 of its X.509 form, in hexadecimal.
  public static String idOf(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /// The ids of the trusted keys.
  public SortedSet<String> ids() {
    return new TreeSet<>(keys.keySet());
  }

  Optional<PublicKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      var check = java.security.Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException e) {
      return false; // bytes that are no signature at all
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK 25 has Ed25519", e);
    }
  }
}
