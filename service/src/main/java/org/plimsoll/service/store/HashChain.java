package org.plimsoll.service.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash chain of the journal: each record's hash covers the record and the hash before it.
///
/// `SHA-256(previous ‖ sequence ‖ key ‖ command ‖ effects)`, the sequence as eight big-endian bytes
/// and each of the last three preceded by its length as four. Before the first record stands
/// [#genesis]. Not safe for use by several threads.
public final class HashChain {
  /// The length of every hash, in bytes.
  public static final int HASH_BYTES = 32;

  private final MessageDigest digest = sha256();
  private final byte[] length = new byte[Integer.BYTES];
  private final ByteBuffer buffer =
      ByteBuffer.allocate(HASH_BYTES + Long.BYTES + Integer.BYTES + JournalRecord.MAX_KEY_LENGTH);

  /// The hash that stands before the first record: SHA-256 of the format's name.
  public static byte[] genesis() {
    return sha256().digest("plimsoll journal 1".getBytes(StandardCharsets.US_ASCII));
  }

  /// A fresh SHA-256.
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The hash of a record that follows the hash `previous`.
  public byte[] next(byte[] previous, long sequence, String key, byte[] command, byte[] effects) {
    buffer.clear();
    buffer.put(previous).putLong(sequence).putInt(key.length());
    buffer.put(key.getBytes(StandardCharsets.ISO_8859_1));
    digest.update(buffer.array(), 0, buffer.position());
    updateWithLength(command);
    updateWithLength(effects);
    byte[] hash = new byte[HASH_BYTES];
    try {
      digest.digest(hash, 0, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    return hash;
  }

  /// Throws unless `entry` is the record that follows `previous` at `sequence`.
  public void check(byte[] previous, long sequence, JournalRecord entry) {
    if (entry.sequence() != sequence) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT,
          sequence,
          "The store gave record %d in its place.".formatted(entry.sequence()));
    }
    byte[] expected = next(previous, sequence, entry.key(), entry.command(), entry.effects());
    if (!MessageDigest.isEqual(expected, entry.chain())) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT,
          sequence,
          "The record's bytes do not match the hash chain (computed %s, stored %s)."
              .formatted(Hex.of(expected), Hex.of(entry.chain())));
    }
  }

  private void updateWithLength(byte[] bytes) {
    length[0] = (byte) (bytes.length >>> 24);
    length[1] = (byte) (bytes.length >>> 16);
    length[2] = (byte) (bytes.length >>> 8);
    length[3] = (byte) bytes.length;
    digest.update(length, 0, Integer.BYTES);
    digest.update(bytes, 0, bytes.length);
  }
}
