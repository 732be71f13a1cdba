package org.plimsoll.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The right to write to a store's folder, held by one process until it closes or dies.
final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Creates the folder where it is missing and takes its lock, or says who has it.
  static StoreLock take(Path folder) {
    FileChannel channel;
    Path file = folder.resolve("lock");
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.STORE_READ_ONLY, 0, "Cannot write in folder %s (%s).".formatted(folder, e), e);
    }
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw locked(folder, holder(file));
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid));
      return new StoreLock(channel);
    } catch (OverlappingFileLockException e) {
      close(channel);
      throw locked(folder, "this process");
    } catch (StoreException e) {
      close(channel);
      throw e;
    } catch (IOException e) {
      close(channel);
      throw new StoreException(
          StoreFault.STORE_READ_ONLY, 0, "Cannot lock %s (%s).".formatted(file, e), e);
    }
  }

  /// The process that holds a folder's lock, nothing when none does or it cannot be told.
  static OptionalLong holderOf(Path folder) {
    Path file = folder.resolve("lock");
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      return OptionalLong.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null ? pidIn(file) : OptionalLong.empty();
    } catch (OverlappingFileLockException e) {
      return OptionalLong.of(ProcessHandle.current().pid());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong pidIn(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static StoreException locked(Path folder, String holder) {
    return new StoreException(
        StoreFault.STORE_LOCKED, 0, "Folder %s is in use by %s.".formatted(folder, holder));
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "another process" : "process " + pid;
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
