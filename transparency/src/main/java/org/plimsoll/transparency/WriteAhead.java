package org.plimsoll.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The entries that were acknowledged and may not be in the tree yet, in one file that only grows
/// until the tree has caught up.
///
/// The file is a first line, the index of its first entry, and records. A record is the length of
/// a bundle in four bytes, the bundle, and the SHA-256 of the index of its first entry and the
/// bundle. Each record is synced before the next, so only the last can be torn.
final class WriteAhead {
  private static final String PATH = ".state/ahead";
  private static final byte[] TITLE = "plimsoll-log-ahead 1\n".getBytes(StandardCharsets.US_ASCII);

  private final LogFiles files;
  private final DurableWriter writer;

  WriteAhead(LogFiles files, DurableWriter writer) {
    this.files = files;
    this.writer = writer;
  }

  /// What the file holds.
  ///
  /// @param first index of the first entry
  /// @param validBytes up to where the file is whole
  record Content(long first, List<byte[]> entries, int validBytes, boolean torn) {}

  /// Begins anew, with entries from `first` on.
  void reset(long first) throws IOException {
    writer.replace(
        PATH, ByteBuffer.allocate(TITLE.length + Long.BYTES).put(TITLE).putLong(first).array());
  }

  /// Returns once the entries outlive a crash.
  void append(long first, List<byte[]> entries) throws IOException {
    byte[] bundle = EntryBundle.encode(entries);
    byte[] record =
        ByteBuffer.allocate(Integer.BYTES + bundle.length + Hash.BYTES)
            .putInt(bundle.length)
            .put(bundle)
            .put(sum(first, bundle))
            .array();
    files.append(PATH, record);
    files.sync(PATH);
  }

  /// Reads the file and cuts off a torn end, if the log was stopped while it wrote one.
  Optional<Content> recover() throws IOException {
    Optional<byte[]> file = files.read(PATH);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Content content = parse(file.get());
    if (content.torn()) {
      writer.replace(PATH, Arrays.copyOf(file.get(), content.validBytes()));
    }
    return Optional.of(content);
  }

  private static Content parse(byte[] file) {
    if (file.length < TITLE.length + Long.BYTES
        || !Arrays.equals(file, 0, TITLE.length, TITLE, 0, TITLE.length)) {
      throw new LogException(LogFault.CORRUPT, PATH + " does not begin as it should");
    }
    ByteBuffer rest = ByteBuffer.wrap(file).position(TITLE.length);
    long first = rest.getLong();
    List<byte[]> entries = new ArrayList<>();
    while (rest.hasRemaining()) {
      int start = rest.position();
      Optional<byte[]> bundle = record(rest, first + entries.size());
      if (bundle.isEmpty()) {
        checkTorn(file, start);
        return new Content(first, entries, start, true);
      }
      entries.addAll(EntryBundle.decode(bundle.get()));
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
  private static void checkTorn(byte[] file, int start) {
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
