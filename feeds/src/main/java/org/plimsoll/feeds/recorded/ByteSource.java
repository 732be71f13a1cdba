package org.plimsoll.feeds.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.plimsoll.feeds.FeedException;

/// Text that can be read more than once: a file, plain, gzipped or zipped, or a class-path
// resource.
public interface ByteSource {
  /// The most bytes that one file may unpack to.
  long MAX_UNPACKED_BYTES = 16L << 30;

  /// The name for messages, without a folder.
  String name();

  /// The text from its start, unpacked. The caller closes it.
  InputStream open() throws IOException;

  /// A file; `.gz` is unpacked as gzip, `.zip` as an archive with exactly one entry.
  static ByteSource ofFile(Path path) {
    return new FileBytes(path, String.valueOf(path.getFileName()));
  }

  /// A file that is read as if it had another name, which tells how it is packed.
  static ByteSource ofFile(Path path, String name) {
    return new FileBytes(path, name);
  }

  /// A resource beside a class, which may lie in another jar.
  static ByteSource ofResource(Class<?> beside, String resource) {
    return new ResourceBytes(beside, resource);
  }
}

/// A file of the disk.
record FileBytes(Path path, String name) implements ByteSource {
  @Override
  public InputStream open() throws IOException {
    InputStream raw = Files.newInputStream(path);
    try {
      return unpack(raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private InputStream unpack(InputStream raw) throws IOException {
    if (name.endsWith(".gz")) {
      try {
        return new LimitedStream(name, new GZIPInputStream(raw, 1 << 16), Files.size(path));
      } catch (java.util.zip.ZipException e) {
        throw new FeedException(
            "%s is not a gzip file: %s. Fetch the file again.".formatted(name, e.getMessage()), e);
      }
    }
    return name.endsWith(".zip") ? ArchiveZip.open(name, raw, Files.size(path)) : raw;
  }
}

/// A resource of the class path.
record ResourceBytes(Class<?> beside, String resource) implements ByteSource {
  @Override
  public String name() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  @Override
  public InputStream open() throws IOException {
    InputStream found = beside.getResourceAsStream(resource);
    if (found == null) {
      throw new FeedException(
          "Resource %s is not on the class path. Add the jar that holds it.".formatted(resource));
    }
    return found;
  }
}
