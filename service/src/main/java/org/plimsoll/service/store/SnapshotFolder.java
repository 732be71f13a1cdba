package org.plimsoll.service.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Snapshots as files beside the journal, the newest two kept.
///
/// A file holds the magic number, sequence, chain hash, state hash, the body with its length, and
/// the SHA-256 of all of it. It is written under another name, synced and renamed, so that a name
/// ending in `.snapshot` always stands for a whole file.
final class SnapshotFolder {
  private static final long MAGIC = 0x504c534e41503031L; // PLSNAP01
  private static final int KEPT = 2;
  private static final String SUFFIX = ".snapshot";

  private final Path folder;

  SnapshotFolder(Path folder) {
    this.folder = folder;
  }

  /// Writes a snapshot durably, then deletes all but the newest two.
  synchronized void save(Snapshot snapshot) {
    Path part = folder.resolve("%019d.part".formatted(snapshot.sequence()));
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        write(snapshot, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Path whole = folder.resolve("%019d%s".formatted(snapshot.sequence(), SUFFIX));
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
      List<Path> files = newestFirst();
      for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.STORE_SYNC_FAILED,
          snapshot.sequence(),
          "Cannot write the snapshot %s (%s).".formatted(part, e),
          e);
    }
  }

  /// The newest snapshot whose hash is right, empty when there is none.
  Optional<Snapshot> latest() {
    try {
      for (Path file : newestFirst()) {
        Optional<Snapshot> snapshot = read(file);
        if (snapshot.isPresent()) {
          return snapshot;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.STORE_CORRUPT, 0, "Cannot read the snapshots in %s.".formatted(folder), e);
    }
  }

  private List<Path> newestFirst() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static void write(Snapshot snapshot, OutputStream out) throws IOException {
    MessageDigest digest = HashChain.sha256();
    DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, digest));
    data.writeLong(MAGIC);
    data.writeLong(snapshot.sequence());
    data.write(snapshot.chain());
    data.write(snapshot.stateHash());
    data.writeInt(snapshot.body().length);
    data.write(snapshot.body());
    data.flush();
    out.write(digest.digest());
  }

  private static Optional<Snapshot> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = HashChain.sha256();
      DataInputStream data = new DataInputStream(new DigestInputStream(in, digest));
      if (data.readLong() != MAGIC) {
        return Optional.empty();
      }
      long sequence = data.readLong();
      byte[] chain = data.readNBytes(HashChain.HASH_BYTES);
      byte[] stateHash = data.readNBytes(HashChain.HASH_BYTES);
      int length = data.readInt();
      if (length < 0 || length > Files.size(file)) {
        return Optional.empty();
      }
      byte[] body = data.readNBytes(length);
      byte[] expected = digest.digest();
      return MessageDigest.isEqual(expected, in.readAllBytes())
          ? Optional.of(new Snapshot(sequence, chain, stateHash, body))
          : Optional.empty();
    } catch (java.io.EOFException | NoSuchFileException e) {
      return Optional.empty(); // cut short, or replaced by a newer one meanwhile
    }
  }
}
