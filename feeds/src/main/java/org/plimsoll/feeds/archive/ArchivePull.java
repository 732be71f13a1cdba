package org.plimsoll.feeds.archive;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Downloads the files of a request into a folder that mirrors the archive.
///
/// Each file's published SHA-256 comes first. The file goes to `<name>.part`, which a later run
/// resumes, is compared with the checksum, opened once as the one-table zip it must be, and only
/// then moved to its name in one step. A file in place is never replaced by bytes that do not
// match.
public final class ArchivePull {
  private final PullSettings settings;

  /// A download with the settings given.
  public ArchivePull(PullSettings settings) {
    this.settings = settings;
  }

  /// Downloads a request into `folder` and waits. One file that fails does not stop the others.
  ///
  /// @throws InterruptedException when the calling thread is interrupted; what came is kept
  public PullReport pull(PullRequest request, Path folder, PullProgress progress)
      throws InterruptedException {
    return pull(request.files(), folder, progress);
  }

  PullReport pull(List<ArchiveFile> files, Path folder, PullProgress progress)
      throws InterruptedException {
    PullProgress told = new OneAtATime(progress);
    told.planned(files.size());
    try (HttpClient client = client();
        ExecutorService workers =
            Executors.newFixedThreadPool(settings.parallel(), Thread.ofVirtual().factory())) {
      List<Future<PullResult>> futures = new ArrayList<>(files.size());
      for (ArchiveFile file : files) {
        futures.add(
            workers.submit(
                () -> {
                  PullResult result = new FilePull(client, settings, file, folder, told).run();
                  told.finished(result);
                  return result;
                }));
      }
      try {
        List<PullResult> results = new ArrayList<>(files.size());
        for (Future<PullResult> future : futures) {
          results.add(future.get());
        }
        return new PullReport(results);
      } catch (ExecutionException e) {
        throw new IllegalStateException("A download ended abnormally", e.getCause());
      } finally {
        futures.forEach(future -> future.cancel(true));
        client.shutdownNow();
      }
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(settings.connectTimeout())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  /// Passes calls on, one at a time.
  private static final class OneAtATime implements PullProgress {
    private final PullProgress inner;
    private final java.util.concurrent.locks.ReentrantLock lock =
        new java.util.concurrent.locks.ReentrantLock();

    OneAtATime(PullProgress inner) {
      this.inner = inner;
    }

    private void locked(Runnable call) {
      lock.lock();
      try {
        call.run();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void planned(int files) {
      locked(() -> inner.planned(files));
    }

    @Override
    public void started(ArchiveFile file, long already, OptionalLong total) {
      locked(() -> inner.started(file, already, total));
    }

    @Override
    public void received(ArchiveFile file, long bytes) {
      locked(() -> inner.received(file, bytes));
    }

    @Override
    public void retrying(ArchiveFile file, int attempt, String reason) {
      locked(() -> inner.retrying(file, attempt, reason));
    }

    @Override
    public void finished(PullResult result) {
      locked(() -> inner.finished(result));
    }
  }
}
