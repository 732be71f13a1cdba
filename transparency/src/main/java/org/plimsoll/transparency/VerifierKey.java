package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A named public key that verifies notes: C2SP's verifier key, "vkey".
public final class VerifierKey {
  private static final int ID_BYTES = 4;
  private static final int ID_DIGITS = 8;

  private final String name;
  private final SignatureType type;
  private final byte[] material;
  private final int id;
  private final PublicKey key;

  VerifierKey(String name, SignatureType type, byte[] material) {
    if (!isName(name)) {
      throw LogException.malformed("not a name for a key: " + Lines.shown(name));
    }
    if (material.length != type.keyBytes()) {
      throw LogException.malformed(
          "a key of " + material.length + " bytes; " + type + " has " + type.keyBytes());
    }
    this.name = name;
    this.type = type;
    this.material = material.clone();
    this.id = id(name, type, material);
    this.key = key(type, material);
  }

  /// The key in a text such as `example.com/log+33d7b496+AeHTu4Q3…`.
  ///
  /// The last part may itself hold plus signs.
  public static VerifierKey parse(String text) {
    List<String> parts = List.of(text.split("\\+", 3));
    if (parts.size() != 3) {
      throw LogException.malformed("not a verifier key: " + Lines.shown(text));
    }
    byte[] typed = StrictBase64.decode(parts.get(2));
    if (typed.length == 0) {
      throw LogException.malformed("a verifier key without a key: " + Lines.shown(text));
    }
    VerifierKey key =
        new VerifierKey(
            parts.get(0), SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (!parts.get(1).equals(key.idText())) {
      throw LogException.malformed(
          "the key's id is " + key.idText() + ", and " + Lines.shown(parts.get(1)) + " is given");
    }
    return key;
  }

  /// As {@link #parse} reads it.
  public String text() {
    byte[] typed = ByteBuffer.allocate(1 + material.length).put(type.code()).put(material).array();
    return name + "+" + idText() + "+" + StrictBase64.encode(typed);
  }

  /// The name: a log's origin or a witness's name.
  public String name() {
    return name;
  }

  /// What the key signs with.
  public SignatureType type() {
    return type;
  }

  /// The short id that stands in every signature.
  public int id() {
    return id;
  }

  /// Whether the signature says that it is this key's.
  public boolean isNamedBy(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == id;
  }

  /// Whether this key made the signature over the text.
  public boolean verifies(String text, NoteSignature signature) {
    byte[] bytes = signature.signature();
    int timeBytes = type.isTimed() ? Long.BYTES : 0;
    if (!isNamedBy(signature) || bytes.length != timeBytes + type.signatureBytes()) {
      return false;
    }
    long seconds = type.isTimed() ? ByteBuffer.wrap(bytes).getLong() : 0;
    if (seconds < 0) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(type.algorithm());
      verifier.initVerify(key);
      verifier.update(SignedMessage.of(type, name, seconds, text));
      return verifier.verify(bytes, timeBytes, bytes.length - timeBytes);
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot verify " + type, e);
    }
  }

  /// When the signature says that it was made, if its type says so.
  public Optional<Instant> time(NoteSignature signature) {
    if (!type.isTimed() || signature.signature().length < Long.BYTES) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(signature.signature()).getLong();
    boolean sayable = seconds >= 0 && seconds <= Instant.MAX.getEpochSecond();
    return sayable ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && text().equals(key.text());
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return name + "+" + idText();
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('+') < 0
        && name.codePoints()
            .noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ');
  }

  String idText() {
    return HexFormat.of().toHexDigits(id, ID_DIGITS);
  }

  private static int id(String name, SignatureType type, byte[] material) {
    MessageDigest digest = Sha256.start();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type.code());
    return ByteBuffer.wrap(digest.digest(material), 0, ID_BYTES).getInt();
  }

  private static PublicKey key(SignatureType type, byte[] material) {
    byte[] prefix = type.encodingPrefix();
    byte[] encoded =
        ByteBuffer.allocate(prefix.length + material.length).put(prefix).put(material).array();
    try {
      return KeyFactory.getInstance(type.algorithm())
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new LogException(LogFault.MALFORMED, "not a public key of " + type, e);
    }
  }
}
