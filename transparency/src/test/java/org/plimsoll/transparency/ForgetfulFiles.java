package org.plimsoll.transparency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A disk in memory that may stop at any operation and then forgets, at random, what was not
/// synced: names as well as contents. It is more forgetful than any real one.
final class ForgetfulFiles implements LogFiles {
  /// Thrown where the process would have been killed or the disk have failed.
  static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final class Content {
    byte[] now = new byte[0];
    byte[] synced = new byte[0];
  }

  private final SplittableRandom random;
  private final Map<String, Content> names = new TreeMap<>();
  private final Map<String, Content> syncedNames = new TreeMap<>();
  private long operationsLeft = Long.MAX_VALUE;
  private boolean locked;

  ForgetfulFiles(SplittableRandom random) {
    this.random = random;
  }

  /// Stops at the operation after this many more.
  void stopAfter(long operations) {
    operationsLeft = operations;
  }

  /// Starts again with what the disk still knows.
  void crash() {
    operationsLeft = Long.MAX_VALUE;
    locked = false;
    var all = new TreeMap<String, Content>(names);
    all.putAll(syncedNames);
    for (String name : all.keySet()) {
      Content now = names.get(name);
      Content before = syncedNames.get(name);
      Content kept = random.nextBoolean() ? now : before;
      if (kept == null) {
        names.remove(name);
      } else {
        names.put(name, kept);
      }
    }
    for (Content content : names.values()) {
      content.now = remembered(content);
      content.synced = content.now;
    }
    syncedNames.clear();
    syncedNames.putAll(names);
  }

  /// What was synced, and of the rest a part, perhaps followed by zeros.
  private byte[] remembered(Content content) {
    if (Arrays.equals(content.now, content.synced)) {
      return content.now;
    }
    int common = Arrays.mismatch(content.now, content.synced);
    boolean grew = common == content.synced.length;
    if (!grew) {
      return random.nextBoolean() ? content.now : content.synced;
    }
    int kept =
        content.synced.length + random.nextInt(content.now.length - content.synced.length + 1);
    byte[] part = Arrays.copyOf(content.now, kept);
    return random.nextInt(4) == 0 ? Arrays.copyOf(part, content.now.length) : part;
  }

  /// A copy of all files as they are now, for a disk of its own.
  ForgetfulFiles copy() {
    ForgetfulFiles copy = new ForgetfulFiles(random.split());
    names.forEach(
        (name, content) -> {
          Content same = new Content();
          same.now = content.now;
          same.synced = content.now;
          copy.names.put(name, same);
          copy.syncedNames.put(name, same);
        });
    return copy;
  }

  List<String> paths() {
    return List.copyOf(names.keySet());
  }

  void damage(String path, int at) {
    Content content = names.get(path);
    if (content == null) {
      throw new AssertionError("no " + path);
    }
    content.now = content.now.clone();
    content.now[at] ^= 1;
    content.synced = content.now;
  }

  private void operation() throws Stopped {
    if (operationsLeft == 0) {
      throw new Stopped();
    }
    operationsLeft--;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(names.get(path)).map(content -> content.now.clone());
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Content file = new Content();
    names.put(path, file);
    boolean stops = operationsLeft == 0;
    file.now = stops ? Arrays.copyOf(content, random.nextInt(content.length + 1)) : content.clone();
    operation();
  }

  @Override
  public void append(String path, byte[] content) throws IOException {
    Content file = names.get(path);
    if (file == null) {
      throw new IOException("no " + path);
    }
    int added = operationsLeft == 0 ? random.nextInt(content.length + 1) : content.length;
    byte[] longer = Arrays.copyOf(file.now, file.now.length + added);
    System.arraycopy(content, 0, longer, file.now.length, added);
    file.now = longer;
    operation();
  }

  @Override
  public void sync(String path) throws IOException {
    operation();
    Content file = names.get(path);
    if (file == null) {
      throw new IOException("no " + path);
    }
    file.synced = file.now;
  }

  @Override
  public void move(String from, String to) throws IOException {
    operation();
    Content file = names.remove(from);
    if (file == null) {
      throw new IOException("no " + from);
    }
    names.put(to, file);
  }

  @Override
  public void syncFolder(String folder) throws IOException {
    operation();
    List<String> gone = new ArrayList<>(syncedNames.keySet());
    gone.removeAll(names.keySet());
    gone.removeIf(name -> !DurableWriter.folderOf(name).equals(folder));
    gone.forEach(syncedNames::remove);
    names.forEach(
        (name, content) -> {
          if (DurableWriter.folderOf(name).equals(folder)) {
            syncedNames.put(name, content);
          }
        });
  }

  @Override
  public void delete(String path) throws IOException {
    operation();
    names.remove(path);
  }

  @Override
  public List<String> list(String folder) {
    return names.keySet().stream()
        .filter(name -> DurableWriter.folderOf(name).equals(folder))
        .map(name -> name.substring(folder.length() + 1))
        .toList();
  }

  @Override
  public Lock lock(String path) {
    if (locked) {
      throw new LogException(LogFault.LOCKED, path);
    }
    locked = true;
    return () -> locked = false;
  }
}
