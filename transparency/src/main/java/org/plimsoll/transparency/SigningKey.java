package org.plimsoll.transparency;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A named private key that signs notes. Its text is secret; `toString` shows none of it.
public final class SigningKey {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int SEED_BYTES = 32;

  private final VerifierKey verifier;
  private final byte[] seed;
  private final KeyPair pair;

  private SigningKey(String name, SignatureType type, byte[] seed) {
    this.seed = seed.clone();
    this.pair = pair(type, this.seed);
    byte[] encoded = pair.getPublic().getEncoded();
    this.verifier =
        new VerifierKey(
            name,
            type,
            Arrays.copyOfRange(encoded, encoded.length - type.keyBytes(), encoded.length));
  }

  /// A new key.
  ///
  /// @param chance where its 32 secret bytes come from
  public static SigningKey generate(String name, SignatureType type, SecureRandom chance) {
    byte[] seed = new byte[SEED_BYTES];
    chance.nextBytes(seed);
    return new SigningKey(name, type, seed);
  }

  /// The key in a text such as `PRIVATE+KEY+example.com/log+33d7b496+AeymY/SZ…`: type and seed in
  /// base 64 at the end.
  public static SigningKey parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw LogException.malformed("not a signing key: it does not begin with " + PREFIX);
    }
    List<String> parts = List.of(text.substring(PREFIX.length()).split("\\+", 3));
    if (parts.size() != 3) {
      throw LogException.malformed("not a signing key: name, id and seed are wanted");
    }
    byte[] typed = secret(parts.get(2));
    SigningKey key =
        new SigningKey(
            parts.get(0), SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
    if (!parts.get(1).equals(key.verifier.idText())) {
      throw LogException.malformed("a signing key whose id is not its own");
    }
    return key;
  }

  /// No message of a refusal may show a part of the secret.
  private static byte[] secret(String base64) {
    byte[] typed;
    try {
      typed = StrictBase64.decode(base64);
    } catch (LogException _) {
      throw LogException.malformed("not a signing key: its seed is not base 64");
    }
    if (typed.length != 1 + SEED_BYTES) {
      throw LogException.malformed("not a signing key: its seed is not of 32 bytes");
    }
    return typed;
  }

  /// As {@link #parse} reads it. Secret.
  public String secretText() {
    byte[] typed =
        ByteBuffer.allocate(1 + SEED_BYTES).put(verifier.type().code()).put(seed).array();
    return PREFIX + verifier.name() + "+" + verifier.idText() + "+" + StrictBase64.encode(typed);
  }

  /// The public half.
  public VerifierKey verifier() {
    return verifier;
  }

  /// Signs a note's text, which must be a checkpoint's for ML-DSA-44.
  ///
  /// @param now written into the signatures that say when
  public NoteSignature sign(String text, Instant now) {
    SignatureType type = verifier.type();
    long seconds = type.isTimed() ? Math.max(now.getEpochSecond(), 0) : 0;
    byte[] signature;
    try {
      Signature signer = Signature.getInstance(type.algorithm());
      signer.initSign(pair.getPrivate());
      signer.update(SignedMessage.of(type, verifier.name(), seconds, text));
      signature = signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign with " + type, e);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES + signature.length).putInt(verifier.id());
    if (type.isTimed()) {
      bytes.putLong(seconds);
    }
    bytes.put(signature);
    return NoteSignature.of(verifier.name(), Arrays.copyOf(bytes.array(), bytes.position()));
  }

  @Override
  public String toString() {
    return "signing key of " + verifier;
  }

  /// Both algorithms make their key of 32 bytes, which the JDK takes from its source of chance.
  private static KeyPair pair(SignatureType type, byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
      generator.initialize(new NamedParameterSpec(type.algorithm()), new GivenBytes(seed));
      return generator.generateKeyPair();
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + type, e);
    }
  }

  /// A source of chance that gives the bytes it was given, once.
  private static final class GivenBytes extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] given;
    private boolean used;

    GivenBytes(byte[] given) {
      this.given = given.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (used || bytes.length != given.length) {
        throw new IllegalStateException("this Java makes keys of more than 32 bytes");
      }
      used = true;
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }
}
