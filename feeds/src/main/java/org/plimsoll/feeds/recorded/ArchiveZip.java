package org.plimsoll.feeds.recorded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.plimsoll.feeds.FeedException;

/// The one table inside a zip file of a public archive. Nothing is ever unpacked to the disk.
final class ArchiveZip extends FilterInputStream {
  private final String file;
  private final ZipInputStream zip;
  private boolean checked;

  private ArchiveZip(String file, ZipInputStream zip, long packedBytes) {
    super(new LimitedStream(file, zip, packedBytes));
    this.file = file;
    this.zip = zip;
  }

  /// Opens `BTCUSDT-1h-2024-01.zip`, whose one entry must be `BTCUSDT-1h-2024-01.csv`.
  static InputStream open(String file, InputStream raw, long packedBytes) throws IOException {
    ZipInputStream zip = new ZipInputStream(raw);
    ZipEntry entry = zip.getNextEntry();
    String expected = file.substring(0, file.length() - ".zip".length()) + ".csv";
    if (entry == null) {
      throw new FeedException(
          "%s is not a zip file or is empty. Fetch the file again.".formatted(file));
    }
    if (!entry.getName().equals(expected)) {
      throw new FeedException(
          "%s holds the entry '%s', expected only %s. Do not use it: fetch it again from its publisher."
              .formatted(file, printable(entry.getName()), expected));
    }
    return new ArchiveZip(file, zip, packedBytes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    if (read < 0 && !checked) {
      checked = true;
      ZipEntry second = zip.getNextEntry();
      if (second != null) {
        throw new FeedException(
            "%s holds a second entry '%s', expected one. Do not use it: fetch it again from its publisher."
                .formatted(file, printable(second.getName())));
      }
    }
    return read;
  }

  private static String printable(String name) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return shown.replaceAll("[^ -~…]", "?");
  }
}
