package org.plimsoll.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The entries that were acknowledged and whose tiles may not outlive a crash yet, in one file that
/// only grows until the tiles do.
///
/// The file is a first line, the index of its first entry, the bytes of records that it began
/// with, and records. A record is the length of a bundle in four bytes, the bundle, and the SHA-256
/// of the index of its first entry and the bundle. Each record is synced before the next, so only
/// the last can be torn, and none of those that the file began with.
final class WriteAhead {
  private static final String PATH = ".state/ahead";
  private static final byte[] TITLE = "plimsoll-log-ahead 2\n".getBytes(StandardCharsets.US_ASCII);

  /// What the file may grow to; it is read whole on opening.
  private static final int MOST_ENTRIES = 65_536;

  private static final long MOST_BYTES = 64L << 20;

  private static final int HEADER = TITLE.length + 2 * Long.BYTES;

  private final LogFiles files;
  private final DurableWriter writer;
  private long entries;
  private long bytes;

  WriteAhead(LogFiles files, DurableWriter writer) {
    this.files = files;
    this.writer = writer;
  }

  /// What the file holds.
  ///
  /// @param first index of the first entry
  /// @param validBytes up to where the file is whole
  record Content(long first, List<byte[]> entries, int validBytes, boolean torn) {}

  /// Begins anew, with these entries, which are from `first` on.
  void reset(long first, List<byte[]> kept) throws IOException {
    byte[] record = kept.isEmpty() ? new byte[0] : record(first, kept);
    byte[] file =
        ByteBuffer.allocate(HEADER + record.length)
            .put(TITLE)
            .putLong(first)
            .putLong(record.length)
            .put(record)
            .array();
    writer.replace(PATH, file);
    entries = kept.size();
    bytes = file.length;
  }

  /// Whether it is time to make the tiles certain and to begin anew.
  boolean isLong() {
    return entries >= MOST_ENTRIES || bytes >= MOST_BYTES;
  }

  /// Returns once the entries outlive a crash.
  void append(long first, List<byte[]> added) throws IOException {
    byte[] record = record(first, added);
    files.appendDurably(PATH, record);
    entries += added.size();
    bytes += record.length;
  }

  private static byte[] record(long first, List<byte[]> entries) {
    byte[] bundle = EntryBundle.encode(entries);
    return ByteBuffer.allocate(Integer.BYTES + bundle.length + Hash.BYTES)
        .putInt(bundle.length)
        .put(bundle)
        .put(sum(first, bundle))
        .array();
  }

  /// Reads the file and cuts off a torn end, if the log was stopped while it wrote one.
  Optional<Content> recover() throws IOException {
    Optional<byte[]> file = files.read(PATH);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Content content = parse(file.get());
    if (content.torn()) {
      byte[] whole = Arrays.copyOf(file.get(), content.validBytes());
      ByteBuffer.wrap(whole).putLong(TITLE.length + Long.BYTES, whole.length - HEADER);
      writer.replace(PATH, whole);
    }
    entries = content.entries().size();
    bytes = content.validBytes();
    return Optional.of(content);
  }

  private static Content parse(byte[] file) {
    if (file.length < HEADER || !Arrays.equals(file, 0, TITLE.length, TITLE, 0, TITLE.length)) {
      throw new LogException(LogFault.CORRUPT, PATH + " does not begin as it should");
    }
    ByteBuffer rest = ByteBuffer.wrap(file).position(TITLE.length);
    long first = rest.getLong();
    long begun = HEADER + rest.getLong();
    List<byte[]> entries = new ArrayList<>();
    while (rest.hasRemaining()) {
      int start = rest.position();
      Optional<byte[]> bundle = record(rest, first + entries.size());
      if (bundle.isEmpty()) {
        checkTorn(file, start, begun);
        return new Content(first, entries, start, true);
      }
      entries.addAll(EntryBundle.decode(bundle.get()));
    }
    if (file.length < begun) {
      throw new LogException(LogFault.CORRUPT, PATH + " is shorter than it began");
    }
    return new Content(first, entries, file.length, false);
  }

  private static Optional<byte[]> record(ByteBuffer rest, long first) {
    if (rest.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int length = rest.getInt();
    if (length <= 0 || length > rest.remaining() - Hash.BYTES) {
      return Optional.empty();
    }
    byte[] bundle = new byte[length];
    byte[] sum = new byte[Hash.BYTES];
    rest.get(bundle).get(sum);
    boolean whole = MessageDigest.isEqual(sum, sum(first, bundle));
    return whole ? Optional.of(bundle) : Optional.empty();
  }

  /// Fails if a record that is not whole is followed by more: then it is damaged, not torn, and
  /// what follows was acknowledged. A torn end may be short, or be zeros that were never filled.
  private static void checkTorn(byte[] file, int start, long begun) {
    if (start < begun) {
      throw new LogException(LogFault.CORRUPT, PATH + " is damaged at byte " + start);
    }
    ByteBuffer rest = ByteBuffer.wrap(file).position(start);
    if (rest.remaining() < Integer.BYTES) {
      return;
    }
    long length = rest.getInt();
    long end = start + Integer.BYTES + length + Hash.BYTES;
    boolean zeros = true;
    for (int i = start; i < file.length && zeros; i++) {
      zeros = file[i] == 0;
    }
    if (!zeros && (length <= 0 || end < file.length)) {
      throw new LogException(
          LogFault.CORRUPT, PATH + " is damaged at byte " + start + ", before its end");
    }
  }

  private static byte[] sum(long first, byte[] bundle) {
    MessageDigest digest = Sha256.start();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(first).array());
    return digest.digest(bundle);
  }
}
