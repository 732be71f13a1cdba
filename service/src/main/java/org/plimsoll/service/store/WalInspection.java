package org.plimsoll.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Tells a torn tail of SQLite's write-ahead log from damage in its middle.
///
/// SQLite itself takes the log up to the first frame whose checksum is wrong and drops the rest
/// without a word, which is right for a transaction that a crash cut short and wrong for damage
/// before transactions that were synced. Every commit is synced before the next begins, so that a
/// crash can damage the frames of one transaction only: when frames of the same generation follow a
/// commit frame that lies beyond the first bad one, synced transactions would be lost.
///
/// The format is described at sqlite.org/fileformat2.html#walformat.
final class WalInspection {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
  private static final int MAGIC = 0x377f0682; // the lowest bit says: big-endian checksums

  private final ByteBuffer log;
  private final boolean bigEndian;
  private final int frameBytes;
  private int s0;
  private int s1;

  private WalInspection(ByteBuffer log) {
    this.log = log;
    this.bigEndian = (log.getInt(0) & 1) == 1;
    this.frameBytes = FRAME_HEADER_BYTES + log.getInt(8);
  }

  /// Throws when the log is damaged before its last transaction.
  static void check(Path wal) {
    try {
      if (!Files.exists(wal) || Files.size(wal) < HEADER_BYTES + FRAME_HEADER_BYTES) {
        return;
      }
      try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.READ)) {
        ByteBuffer log = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (log.hasRemaining() && channel.read(log) >= 0) {
          // Reads on until the end.
        }
        check(wal, log.flip());
      }
    } catch (IOException e) {
      throw new StoreException(StoreFault.STORE_READ_ONLY, 0, "Cannot read %s.".formatted(wal), e);
    }
  }

  private static void check(Path wal, ByteBuffer log) {
    int pageBytes = log.getInt(8);
    if ((log.getInt(0) & ~1) != MAGIC || pageBytes < 512 || pageBytes > 65_536) {
      return; // a header that a crash cut short: no transaction was synced behind it
    }
    WalInspection inspection = new WalInspection(log);
    int bad = inspection.firstBadFrame();
    if (inspection.isTransactionAfterCommitFrom(bad)) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT,
          0,
          "Frame %d of %s is damaged and synced transactions follow it.".formatted(bad + 1, wal));
    }
  }

  private int frames() {
    return (log.limit() - HEADER_BYTES) / frameBytes;
  }

  private int start(int frame) {
    return HEADER_BYTES + frame * frameBytes;
  }

  private boolean isOfThisGeneration(int frame) {
    return log.getLong(start(frame) + 8) == log.getLong(16);
  }

  private boolean isCommit(int frame) {
    return log.getInt(start(frame) + 4) != 0;
  }

  private int firstBadFrame() {
    sum(0, HEADER_BYTES - 8);
    if (log.getInt(24) != s0 || log.getInt(28) != s1) {
      return 0;
    }
    for (int frame = 0; frame < frames(); frame++) {
      int start = start(frame);
      sum(start, 8);
      sum(start + FRAME_HEADER_BYTES, frameBytes - FRAME_HEADER_BYTES);
      if (!isOfThisGeneration(frame)
          || log.getInt(start + 16) != s0
          || log.getInt(start + 20) != s1) {
        return frame;
      }
    }
    return frames();
  }

  private boolean isTransactionAfterCommitFrom(int bad) {
    boolean committed = false;
    for (int frame = bad; frame < frames(); frame++) {
      if (isOfThisGeneration(frame)) {
        if (committed) {
          return true;
        }
        committed = isCommit(frame);
      }
    }
    return false;
  }

  private void sum(int from, int bytes) {
    ByteBuffer words =
        log.duplicate().order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int at = from; at < from + bytes; at += 8) {
      s0 += words.getInt(at) + s1;
      s1 += words.getInt(at + 4) + s0;
    }
  }
}
