package org.plimsoll.service.sequencer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.store.LogStore;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes snapshots beside the sequencer's thread, one at a time.
///
/// A snapshot that cannot be written is reported and costs a longer recovery, nothing else: the
/// next one goes to a new file.
final class SnapshotWriter implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotWriter.class);

  private final LogStore store;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("plimsoll-snapshots").daemon().factory());
  private @Nullable Future<?> running;

  SnapshotWriter(LogStore store) {
    this.store = store;
  }

  boolean isBusy() {
    return running != null && !running.isDone();
  }

  void write(Snapshot snapshot) {
    running = executor.submit(() -> save(snapshot));
  }

  private void save(Snapshot snapshot) {
    try {
      store.saveSnapshot(snapshot);
    } catch (StoreException e) {
      LOGGER.warn("No snapshot at sequence {}; trying again at the next", snapshot.sequence(), e);
    }
  }

  /// Waits for the snapshot being written.
  @Override
  public void close() {
    executor.close();
  }
}
