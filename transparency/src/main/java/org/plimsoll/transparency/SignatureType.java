package org.plimsoll.transparency;

import java.util.HexFormat;

/// What a note is signed with, after C2SP signed-note and tlog-cosignature.
public enum SignatureType {
  /// Ed25519 over the note's text: a log's own signature.
  ED25519(0x01, "Ed25519", 32, 64, false, "302a300506032b6570032100"),
  /// Ed25519 over the time and the note's text: a witness's.
  ED25519_COSIGNATURE(0x04, "Ed25519", 32, 64, true, "302a300506032b6570032100"),
  /// ML-DSA-44 (FIPS 204) over name, time, origin, size and root: a log's or a witness's.
  ML_DSA_44(0x06, "ML-DSA-44", 1312, 2420, true, "30820532300b06096086480165030403110382052100");

  private final int code;
  private final String algorithm;
  private final int keyBytes;
  private final int signatureBytes;
  private final boolean timed;
  private final String encodingPrefix;

  SignatureType(
      int code,
      String algorithm,
      int keyBytes,
      int signatureBytes,
      boolean timed,
      String encodingPrefix) {
    this.code = code;
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
    this.timed = timed;
    this.encodingPrefix = encodingPrefix;
  }

  static SignatureType of(int code) {
    for (SignatureType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw LogException.malformed("no type of signature is " + code);
  }

  byte code() {
    return (byte) code;
  }

  String algorithm() {
    return algorithm;
  }

  int keyBytes() {
    return keyBytes;
  }

  /// Bytes of the signature without its time.
  int signatureBytes() {
    return signatureBytes;
  }

  /// Whether the signature says when it was made.
  public boolean isTimed() {
    return timed;
  }

  /// What stands before the raw key in the JDK's encoding, X.509's SubjectPublicKeyInfo.
  byte[] encodingPrefix() {
    return HexFormat.of().parseHex(encodingPrefix);
  }
}
