package org.plimsoll.service.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The journal's twin in memory, on a disk that fails as told.
///
/// The disk is a byte array of frames, one a commit, each with its length and a digest. What a
/// crash leaves is an image of it, from which a new store opens as a new process would: a frame cut
/// short at the end was never synced and is dropped; a damaged frame before a whole one means that
/// the middle is corrupt, and the store refuses to open.
public final class FaultyLogStore implements LogStore {
  private static final int MAGIC = 0x46524d45;
  private static final int DIGEST_BYTES = 8;

  /// What goes wrong, once.
  public enum Fault {
    /// The process dies while the frame is half written.
    TORN_WRITE,
    /// The process dies after the write and before the sync; the disk loses the frame.
    LOST_TAIL,
    /// The process dies after the sync and before anyone is told.
    DEATH_AFTER_SYNC,
    /// The sync fails; the frame may or may not be on the disk.
    FAILED_SYNC,
    /// The disk is full; nothing of the frame is kept.
    DISK_FULL,
    /// A read returns the record of another sequence.
    MISDIRECTED_READ
  }

  private final SplittableRandom random;
  private final ByteArrayOutputStream disk = new ByteArrayOutputStream();
  private final List<JournalRecord> records = new ArrayList<>();
  private final Map<String, JournalRecord> byKey = new HashMap<>();
  private final List<StateMark> marks = new ArrayList<>();
  private final Map<String, Long> positions = new TreeMap<>();
  private @Nullable Snapshot snapshot;
  private @Nullable Fault next;
  private boolean failed;

  /// A new store on an empty disk; the seed decides how much of a torn write survives.
  public FaultyLogStore(long seed) {
    this(new byte[0], null, seed);
  }

  /// A store opened from what another one left on its disk.
  public FaultyLogStore(byte[] image, @Nullable Snapshot snapshot, long seed) {
    this.random = new SplittableRandom(seed);
    this.snapshot = snapshot;
    int at = 0;
    while (at < image.length) {
      byte[] payload = payloadAt(image, at);
      if (payload == null) {
        if (isWholeFrameAfter(image, at)) {
          throw new StoreException(
              StoreFault.STORE_CORRUPT,
              records.size() + 1L,
              "A frame is damaged and whole frames follow it.");
        }
        break;
      }
      load(payload);
      disk.write(image, at, frameBytes(payload));
      at += frameBytes(payload);
    }
  }

  /// The bytes that a crash now would leave.
  public synchronized byte[] image() {
    return disk.toByteArray();
  }

  /// The snapshot that a crash now would leave.
  public synchronized @Nullable Snapshot snapshotLeft() {
    return snapshot;
  }

  /// Lets the next operation that can fail this way do so.
  public synchronized void failNext(Fault fault) {
    next = fault;
  }

  @Override
  public synchronized void append(Commit commit) {
    if (failed) {
      throw new AssertionError("append after a failure: a failed sync must never be retried");
    }
    byte[] frame = frame(commit);
    Fault fault = next == Fault.MISDIRECTED_READ ? null : next;
    if (fault != null) {
      next = null;
      failed = true;
      switch (fault) {
        case TORN_WRITE -> disk.write(frame, 0, random.nextInt(frame.length));
        case DEATH_AFTER_SYNC -> disk.write(frame, 0, frame.length);
        case FAILED_SYNC -> disk.write(frame, 0, random.nextBoolean() ? frame.length : 0);
        case LOST_TAIL, DISK_FULL, MISDIRECTED_READ -> {}
      }
      throw new StoreException(
          fault == Fault.DISK_FULL ? StoreFault.STORE_DISK_FULL : StoreFault.STORE_SYNC_FAILED,
          records.size() + 1L,
          "Injected: " + fault + ".");
    }
    disk.write(frame, 0, frame.length);
    add(commit);
  }

  private void add(Commit commit) {
    for (JournalRecord entry : commit.records()) {
      if (entry.sequence() != records.size() + 1L) {
        throw new IllegalArgumentException("record " + entry.sequence() + " out of sequence");
      }
      records.add(entry);
      byKey.put(entry.key(), entry);
    }
    marks.addAll(commit.marks());
    for (SourcePosition position : commit.positions()) {
      positions.merge(position.source(), position.offset(), Math::max);
    }
  }

  @Override
  public synchronized Optional<JournalRecord> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  @Override
  public synchronized void saveSnapshot(Snapshot newer) {
    snapshot = newer;
  }

  @Override
  public synchronized long head() {
    return records.size();
  }

  @Override
  public RecordCursor read(long fromSequence) {
    return new RecordCursor() {
      private int at = (int) fromSequence - 1;

      @Override
      public @Nullable JournalRecord next() {
        return at < records.size() ? recordAt(at++) : null;
      }

      @Override
      public void close() {}
    };
  }

  private synchronized JournalRecord recordAt(int index) {
    if (next == Fault.MISDIRECTED_READ && records.size() > 1) {
      next = null;
      return records.get((index + 1 + random.nextInt(records.size() - 1)) % records.size());
    }
    return records.get(index);
  }

  @Override
  public synchronized List<StateMark> marks(long fromSequence, int limit) {
    return marks.stream().filter(mark -> mark.sequence() >= fromSequence).limit(limit).toList();
  }

  @Override
  public synchronized OptionalLong position(String source) {
    Long offset = positions.get(source);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  @Override
  public synchronized Optional<Snapshot> latestSnapshot() {
    return Optional.ofNullable(snapshot);
  }

  @Override
  public void close() {}

  private static int frameBytes(byte[] payload) {
    return 2 * Integer.BYTES + payload.length + DIGEST_BYTES;
  }

  private static byte @Nullable [] payloadAt(byte[] image, int at) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(image, at, image.length - at))) {
      if (in.readInt() != MAGIC) {
        return null;
      }
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        return null;
      }
      byte[] payload = in.readNBytes(length);
      byte[] digest = Arrays.copyOf(HashChain.sha256().digest(payload), DIGEST_BYTES);
      return Arrays.equals(digest, in.readNBytes(DIGEST_BYTES)) ? payload : null;
    } catch (IOException e) {
      return null; // cut short
    }
  }

  private static boolean isWholeFrameAfter(byte[] image, int bad) {
    for (int at = bad + 1; at < image.length; at++) {
      if (payloadAt(image, at) != null) {
        return true;
      }
    }
    return false;
  }

  private static byte[] frame(Commit commit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] payload = payload(commit);
      out.writeInt(MAGIC);
      out.writeInt(payload.length);
      out.write(payload);
      out.write(HashChain.sha256().digest(payload), 0, DIGEST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] payload(Commit commit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(commit.records().size());
    for (JournalRecord entry : commit.records()) {
      out.writeLong(entry.sequence());
      out.writeUTF(entry.key());
      writeBytes(out, entry.command());
      writeBytes(out, entry.effects());
      writeBytes(out, entry.chain());
    }
    out.writeInt(commit.marks().size());
    for (StateMark mark : commit.marks()) {
      out.writeLong(mark.sequence());
      writeBytes(out, mark.hash());
    }
    out.writeInt(commit.positions().size());
    for (SourcePosition position : commit.positions()) {
      out.writeUTF(position.source());
      out.writeLong(position.offset());
    }
    out.flush();
    return bytes.toByteArray();
  }

  private void load(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      List<JournalRecord> loaded = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        loaded.add(
            new JournalRecord(
                in.readLong(), in.readUTF(), readBytes(in), readBytes(in), readBytes(in)));
      }
      List<StateMark> loadedMarks = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        loadedMarks.add(new StateMark(in.readLong(), readBytes(in)));
      }
      List<SourcePosition> loadedPositions = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        loadedPositions.add(new SourcePosition(in.readUTF(), in.readLong()));
      }
      add(new Commit(loaded, loadedMarks, loadedPositions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
