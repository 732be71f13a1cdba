package org.plimsoll.feeds.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A body that ends with an error when no byte comes for too long. The client's own timeout covers
/// only the wait for the headers.
final class StallGuard extends FilterInputStream {
  private final Duration limit;
  private final Thread watch;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream in, Duration limit) {
    super(in);
    this.limit = limit;
    this.watch = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        long left = limit.toNanos() - (System.nanoTime() - lastNanos);
        if (left <= 0) {
          stalled = true;
          in.close();
          return;
        }
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException | IOException _) {
      // The body was closed first: there is nothing left to watch.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read;
    try {
      read = in.read(bytes, from, length);
    } catch (IOException e) {
      throw stalled
          ? stall()
          : new TransferException("the connection broke: " + e.getMessage(), true);
    }
    if (stalled) {
      throw stall();
    }
    lastNanos = System.nanoTime();
    return read;
  }

  private TransferException stall() {
    return new TransferException("no byte came for " + limit.toMillis() + " ms", true);
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    in.close();
  }
}
