package org.plimsoll.transparency;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files below one folder of the disk.
public final class DiskFiles implements LogFiles {
  /// Files that are synced at the same time.
  private static final int SYNCERS = 16;

  private final Path root;

  /// Folders made since they were last made certain.
  private final Set<Path> unsyncedFolders = new TreeSet<>();

  private @Nullable FileChannel appended;
  private @Nullable Path appendedFile;

  /// Files below `root`, which is made when something is written.
  public DiskFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = at(path);
    try {
      return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path file = at(path);
    release(file);
    makeFolder(folderOf(file));
    Files.deleteIfExists(file);
    Files.write(file, content, CREATE_NEW, WRITE);
  }

  @Override
  public void append(String path, byte[] content) throws IOException {
    Files.write(at(path), content, WRITE, APPEND);
  }

  /// Keeps the file open, since the next call is most likely for the same.
  @Override
  public void appendDurably(String path, byte[] content) throws IOException {
    Path file = at(path);
    FileChannel channel = appended;
    if (channel == null || !file.equals(appendedFile)) {
      release();
      channel = FileChannel.open(file, WRITE, APPEND);
      appended = channel;
      appendedFile = file;
    }
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(false);
  }

  /// Syncs many at a time: the disk then does them together.
  @Override
  public void syncAll(Collection<String> paths) throws IOException {
    if (paths.size() <= 1) {
      LogFiles.super.syncAll(paths);
      return;
    }
    try (ExecutorService syncers = Executors.newFixedThreadPool(Math.min(SYNCERS, paths.size()))) {
      List<Future<?>> all = new ArrayList<>();
      for (String path : paths) {
        all.add(
            syncers.submit(
                () -> {
                  sync(path);
                  return path;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a file could not be synced: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were synced");
    }
  }

  @Override
  public void sync(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(at(path), WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void move(String from, String to) throws IOException {
    Path target = at(to);
    release(target);
    makeFolder(folderOf(target));
    Files.move(
        at(from), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    Path at = folder.isEmpty() ? root : at(folder);
    force(at);
    while (unsyncedFolders.remove(at)) {
      at = folderOf(at);
      force(at);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path file = at(path);
    release(file);
    Files.deleteIfExists(file);
  }

  /// Lets go of the file that is kept open for appending, before its name leads to another.
  private void release(Path file) throws IOException {
    if (file.equals(appendedFile)) {
      release();
    }
  }

  private void release() throws IOException {
    FileChannel channel = appended;
    appended = null;
    appendedFile = null;
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path at = folder.isEmpty() ? root : at(folder);
    if (!Files.isDirectory(at)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(at)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Override
  public Lock lock(String path) throws IOException {
    Path file = at(path);
    makeFolder(folderOf(file));
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return () -> {
          release();
          channel.close();
        };
      }
    } catch (OverlappingFileLockException _) {
      // Held by this process; the same refusal follows.
    }
    channel.close();
    throw new LogException(LogFault.LOCKED, "another writer has " + file);
  }

  private void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folderOf(folder));
    Files.createDirectories(folder);
    unsyncedFolders.add(folder);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  private Path at(String path) {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new IllegalArgumentException("not below " + root + ": " + path);
    }
    return file;
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalStateException("the root of the disk is not a log");
    }
    return folder;
  }
}
