package org.plimsoll.feeds.recorded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.plimsoll.feeds.FeedException;

/// Unpacked bytes that stop at a limit, so that a small file cannot fill memory or time.
final class LimitedStream extends FilterInputStream {
  /// How many times its packed size a file may unpack to. Rows of prices come to about ten.
  static final long MAX_RATIO = 200;

  /// What any file may unpack to, however small it is.
  static final long ALWAYS_ALLOWED = 1 << 20;

  private final String file;
  private final long limit;
  private long total;

  LimitedStream(String file, InputStream in, long packedBytes) {
    super(in);
    this.file = file;
    this.limit =
        Math.min(ByteSource.MAX_UNPACKED_BYTES, Math.max(ALWAYS_ALLOWED, packedBytes * MAX_RATIO));
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) throws FeedException {
    total += read;
    if (total > limit) {
      throw new FeedException(
          "%s unpacks to more than %d bytes, the limit for its size. Do not use it: fetch it again from its publisher."
              .formatted(file, limit));
    }
  }
}
