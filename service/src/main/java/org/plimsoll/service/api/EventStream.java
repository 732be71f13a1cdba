package org.plimsoll.service.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RegimeKey;

/// The events of the venue, sent to every client that listens and kept for clients that come back.
///
/// A bounded ring holds the last batches, encoded once. Each client has only a place in the ring,
/// so that a slow one costs no memory: when the ring has moved past it, it is told `reset` and goes
/// on from the present. One thread publishes; any number of threads listen.
public final class EventStream implements AutoCloseable {
  private final Limits limits;
  private final ArrayDeque<Batch> ring = new ArrayDeque<>();
  private final Map<RegimeKey, Integer> wanted = new TreeMap<>(RegimeKey.ORDER);
  private int ringBytes;
  private long nextOrdinal;
  private long lastSequence;
  private long evictedSequence = -1;
  private int clients;
  private boolean closed;

  @SuppressWarnings("ArrayRecordComponent") // frames are never compared
  private record Frame(@Nullable RegimeKey regime, byte[] bytes) {}

  private record Batch(long ordinal, long sequence, List<Frame> frames, int bytes) {}

  private record Reset(long sequence, @Nullable Long oldest) {}

  /// A stream that nothing was published on yet.
  public EventStream(Limits limits) {
    this.limits = limits;
  }

  /// Sends events to every client as one batch, and wakes those that wait.
  ///
  /// Encodes on the calling thread, which should not be the venue's writer.
  ///
  /// @param sequence the place in the journal that the events show; never below the last one
  public void publish(long sequence, List<StreamEvent> events) {
    List<Frame> frames = new ArrayList<>();
    int bytes = 0;
    for (StreamEvent event : events) {
      byte[] frame = frame(event.type(), event.data());
      bytes += frame.length;
      frames.add(new Frame(event.regime(), frame));
    }
    synchronized (this) {
      if (sequence < lastSequence) {
        throw new IllegalArgumentException(
            "sequence " + sequence + " is before " + lastSequence + ", already published");
      }
      lastSequence = sequence;
      ring.addLast(new Batch(nextOrdinal++, sequence, List.copyOf(frames), bytes));
      ringBytes += bytes;
      while (ring.size() > limits.ringBatches()
          || (ringBytes > limits.ringBytes() && ring.size() > 1)) {
        Batch evicted = ring.removeFirst();
        ringBytes -= evicted.bytes();
        evictedSequence = evicted.sequence();
      }
      notifyAll();
    }
  }

  /// The regimes whose rates somebody listens for: the ones worth publishing.
  public synchronized Set<RegimeKey> wantedRegimes() {
    return Set.copyOf(wanted.keySet());
  }

  /// How many clients listen.
  public synchronized int clients() {
    return clients;
  }

  /// Ends every client's stream.
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Takes one of the places for clients, or says that none is free.
  synchronized boolean enter(@Nullable RegimeKey regime) {
    if (closed || clients >= limits.streams()) {
      return false;
    }
    clients++;
    if (regime != null) {
      wanted.merge(regime, 1, Integer::sum);
    }
    return true;
  }

  /// Gives the place back.
  synchronized void leave(@Nullable RegimeKey regime) {
    clients--;
    if (regime != null) {
      wanted.computeIfPresent(regime, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Writes events until the stream is closed or the client leaves, which ends in an exception.
  ///
  /// @param lastEventId the sequence of the last batch that the client saw, or nothing to begin now
  void serve(OutputStream out, @Nullable RegimeKey regime, @Nullable Long lastEventId)
      throws IOException {
    long next = first(out, lastEventId);
    while (true) {
      List<Batch> batches;
      boolean lost;
      synchronized (this) {
        awaitBatch(next);
        if (closed) {
          return;
        }
        lost = !ring.isEmpty() && ring.getFirst().ordinal() > next;
        long from = next;
        batches = ring.stream().filter(batch -> batch.ordinal() >= from).toList();
      }
      if (lost) {
        next = reset(out);
      } else if (batches.isEmpty()) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
      } else {
        for (Batch batch : batches) {
          write(out, batch, regime);
        }
        next = batches.getLast().ordinal() + 1;
      }
      out.flush();
    }
  }

  /// Waits for a batch or the heartbeat, whichever is first.
  private synchronized void awaitBatch(long next) throws InterruptedIOException {
    long deadline = System.nanoTime() + limits.heartbeat().toNanos();
    while (!closed && (ring.isEmpty() || ring.getLast().ordinal() < next)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the server stops");
      }
    }
  }

  private long first(OutputStream out, @Nullable Long lastEventId) throws IOException {
    synchronized (this) {
      if (lastEventId == null) {
        return nextOrdinal;
      }
      boolean held = lastEventId <= lastSequence && lastEventId >= evictedSequence;
      if (held) {
        return ring.stream()
            .filter(batch -> batch.sequence() > lastEventId)
            .mapToLong(Batch::ordinal)
            .findFirst()
            .orElse(nextOrdinal);
      }
    }
    long next = reset(out);
    out.flush();
    return next;
  }

  private long reset(OutputStream out) throws IOException {
    Reset reset;
    long next;
    synchronized (this) {
      Long oldest = ring.isEmpty() ? null : ring.getFirst().sequence();
      reset = new Reset(lastSequence, oldest);
      next = nextOrdinal;
    }
    out.write(frame("reset", reset));
    out.write(("id: " + reset.sequence() + "\n\n").getBytes(StandardCharsets.UTF_8));
    return next;
  }

  /// Only the last event of a batch carries the id: a client that is cut off in the middle of a
  /// batch comes back with the id before it and gets the whole batch again.
  private static void write(OutputStream out, Batch batch, @Nullable RegimeKey regime)
      throws IOException {
    List<Frame> frames =
        batch.frames().stream()
            .filter(frame -> frame.regime() == null || frame.regime().equals(regime))
            .toList();
    for (int i = 0; i < frames.size(); i++) {
      out.write(frames.get(i).bytes());
      String end = i == frames.size() - 1 ? "id: " + batch.sequence() + "\n\n" : "\n";
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] frame(String type, Object data) {
    return ("event: " + type + "\ndata: " + Json.line(data) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
