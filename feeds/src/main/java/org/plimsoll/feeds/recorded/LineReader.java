package org.plimsoll.feeds.recorded;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.plimsoll.feeds.FeedException;

/// The lines of a text file as ranges of one buffer, without a string for each.
///
/// Lines end with LF or CR LF. Empty lines carry nothing and are passed over. A line longer than
/// the limit stops the reading, because a file with such a line is not one of ours.
final class LineReader implements Closeable {
  /// The longest line that is read, in bytes.
  static final int MAX_LINE_BYTES = 4_096;

  private final String file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean ended;
  private int start;
  private int end;
  private long line;

  LineReader(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /// Moves to the next line that is not empty; false at the end of the file.
  boolean next() throws IOException {
    do {
      if (!nextRaw()) {
        return false;
      }
    } while (start == end);
    return true;
  }

  byte[] buffer() {
    return buffer;
  }

  /// Where the line starts in the buffer.
  int start() {
    return start;
  }

  /// Where the line ends in the buffer, exclusive.
  int end() {
    return end;
  }

  /// The line's number, from 1.
  long line() {
    return line;
  }

  private boolean nextRaw() throws IOException {
    int scan = position;
    while (true) {
      while (scan < limit && buffer[scan] != '\n') {
        scan++;
      }
      if (scan - position > MAX_LINE_BYTES) {
        throw tooLong();
      }
      if (scan < limit) {
        return take(scan, scan + 1);
      }
      if (ended) {
        return position < limit && take(limit, limit);
      }
      int kept = scan - position;
      fill();
      scan = position + kept;
    }
  }

  private boolean take(int lineEnd, int nextPosition) {
    line++;
    start = position;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    position = nextPosition;
    if (line == 1 && end - start >= 3 && isByteOrderMark()) {
      start += 3;
    }
    return true;
  }

  private boolean isByteOrderMark() {
    return buffer[start] == (byte) 0xEF
        && buffer[start + 1] == (byte) 0xBB
        && buffer[start + 2] == (byte) 0xBF;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int read;
    try {
      read = in.read(buffer, limit, buffer.length - limit);
    } catch (FeedException e) {
      throw e;
    } catch (IOException e) {
      throw new FeedException(
          "%s cannot be read after line %d: %s. Fetch the file again."
              .formatted(file, line, e.getMessage()),
          e);
    }
    if (read < 0) {
      ended = true;
    } else {
      limit += read;
    }
  }

  private FeedException tooLong() {
    return new FeedException(
        "%s line %d is longer than %d bytes. Check that it is a CSV file with one record a line."
            .formatted(file, line + 1, MAX_LINE_BYTES));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
