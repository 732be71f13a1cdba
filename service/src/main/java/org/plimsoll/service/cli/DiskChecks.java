package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.cli.Finding.Health;

/// What the journal needs of its disk: room, a file system that keeps what it says, quick syncs.
final class DiskChecks {
  private static final long DISK_MEBIBYTES = 1_024;
  private static final int SYNCS = 40;
  private static final int PAGE = 4_096;
  private static final double SLOW_MILLIS = 20;
  private static final double TOO_QUICK_MILLIS = 0.02;

  /// They lose everything at a power cut, or do not lock between machines.
  private static final Set<String> UNSAFE =
      Set.of("tmpfs", "ramfs", "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p");

  private final Session session;
  private final Path folder;

  /// Checks of the disk that a folder is on or would be on.
  DiskChecks(Session session, Path folder) {
    this.session = session;
    Path existing = folder.toAbsolutePath();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    this.folder = existing;
  }

  List<Finding> findings() {
    return List.of(room(), fileSystem(), syncs());
  }

  private Finding room() {
    try {
      long mebibytes = Files.getFileStore(folder).getUsableSpace() >> 20;
      Health health = mebibytes >= DISK_MEBIBYTES ? Health.OK : Health.WARNING;
      return finding("disk", health, "doctor.diskFree", folder, mebibytes, DISK_MEBIBYTES);
    } catch (IOException e) {
      return finding("disk", Health.WARNING, "doctor.diskUnknown", folder, e);
    }
  }

  private Finding fileSystem() {
    try {
      FileStore store = Files.getFileStore(folder);
      String type = store.type().toLowerCase(Locale.ROOT);
      if (store.isReadOnly() || !Files.isWritable(folder)) {
        return finding("fileSystem", Health.FAILED, "doctor.readOnly", folder, type);
      }
      return UNSAFE.contains(type)
          ? finding("fileSystem", Health.WARNING, "doctor.fileSystemUnsafe", type)
          : new Finding("fileSystem", Health.OK, type);
    } catch (IOException e) {
      return finding("fileSystem", Health.WARNING, "doctor.diskUnknown", folder, e);
    }
  }

  /// How long the disk takes to keep a page: what every acknowledgement waits for.
  private Finding syncs() {
    @Nullable Path file = null;
    try {
      file = Files.createTempFile(folder, "plimsoll-doctor", ".tmp");
      double[] millis = new double[SYNCS];
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int i = 0; i < SYNCS; i++) {
          channel.write(ByteBuffer.allocate(PAGE));
          long started = System.nanoTime();
          channel.force(true);
          millis[i] = (System.nanoTime() - started) / 1e6;
        }
      }
      Arrays.sort(millis);
      return judged(millis[SYNCS / 2], millis[SYNCS - 1]);
    } catch (IOException e) {
      return finding("sync", Health.FAILED, "doctor.syncFailed", folder, e);
    } finally {
      delete(file);
    }
  }

  private Finding judged(double median, double longest) {
    String key = "doctor.sync";
    if (median > SLOW_MILLIS) {
      key = "doctor.syncSlow";
    } else if (median < TOO_QUICK_MILLIS) {
      key = "doctor.syncTooQuick";
    }
    Health health = key.equals("doctor.sync") ? Health.OK : Health.WARNING;
    return finding("sync", health, key, figure(median), figure(longest));
  }

  private static String figure(double millis) {
    return String.format(Locale.ROOT, "%.3f", millis);
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // An empty file of a few kilobytes stays behind; nothing depends on it.
    }
  }

  private Finding finding(String check, Health health, String key, Object... values) {
    return new Finding(check, health, session.messages().get(key, values));
  }
}
