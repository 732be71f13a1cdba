package org.plimsoll.service.sequencer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.book.StateMachine;

/// A small book for tests: each command is a text, and its effect says how often it has been
/// applied and how many commands were. Applying anything twice therefore shows.
public final class Tally implements StateMachine {
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long total;

  @Override
  public byte[] apply(long sequence, byte[] command) {
    String text = new String(command, StandardCharsets.UTF_8);
    long count = counts.merge(text, 1L, Long::sum);
    total++;
    return (sequence + ":" + count + "/" + total).getBytes(StandardCharsets.UTF_8);
  }

  /// How often a command has been applied.
  public long count(String command) {
    return counts.getOrDefault(command, 0L);
  }

  /// How many commands have been applied.
  public long total() {
    return total;
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
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      text.append(count.getKey()).append('\n').append(count.getValue()).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(total).put(bytes).array();
  }

  @Override
  public void restore(byte[] snapshot) {
    counts.clear();
    ByteBuffer buffer = ByteBuffer.wrap(snapshot);
    total = buffer.getLong();
    String text = StandardCharsets.UTF_8.decode(buffer).toString();
    if (!text.isEmpty()) {
      String[] lines = text.split("\n", -1);
      for (int i = 0; i + 1 < lines.length; i += 2) {
        counts.put(lines[i], Long.valueOf(lines[i + 1]));
      }
    }
  }
}
