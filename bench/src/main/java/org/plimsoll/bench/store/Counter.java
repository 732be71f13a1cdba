package org.plimsoll.bench.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.plimsoll.engine.book.StateMachine;

/// The cheapest deterministic book: sums what it is told, so that a run measures the journal.
///
/// Effects have 24 bytes: the sequence, the count and a running mix of the commands' first bytes.
final class Counter implements StateMachine {
  private long count;
  private long mix;

  @Override
  public byte[] apply(long sequence, byte[] command) {
    count++;
    mix = (mix ^ ByteBuffer.wrap(command).getLong()) * 0x9e3779b97f4a7c15L;
    return ByteBuffer.allocate(24).putLong(sequence).putLong(count).putLong(mix).array();
  }

  @Override
  public byte[] stateHash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(snapshot());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] snapshot() {
    return ByteBuffer.allocate(16).putLong(count).putLong(mix).array();
  }

  @Override
  public void restore(byte[] snapshot) {
    ByteBuffer bytes = ByteBuffer.wrap(snapshot);
    count = bytes.getLong();
    mix = bytes.getLong();
  }
}
