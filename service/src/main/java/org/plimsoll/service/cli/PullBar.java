package org.plimsoll.service.cli;

import java.util.OptionalLong;
import org.plimsoll.feeds.archive.ArchiveFile;
import org.plimsoll.feeds.archive.PullProgress;
import org.plimsoll.feeds.archive.PullResult;

/// A download's progress: one line that is rewritten on a terminal, else a line a file.
final class PullBar implements PullProgress {
  private static final int WIDTH = 24;

  private final Session session;
  private int files;
  private int done;
  private long bytes;
  private long shownAt;

  PullBar(Session session) {
    this.session = session;
  }

  @Override
  public void planned(int count) {
    files = count;
    show(true);
  }

  @Override
  public void started(ArchiveFile file, long already, OptionalLong total) {
    bytes += already;
  }

  @Override
  public void received(ArchiveFile file, long count) {
    bytes += count;
    show(false);
  }

  @Override
  public void retrying(ArchiveFile file, int attempt, String reason) {
    session.note(session.messages().get("note.retrying", file.name(), attempt, reason));
  }

  @Override
  public void finished(PullResult result) {
    done++;
    if (session.console().isTerminal()) {
      show(true);
      if (done == files) {
        session.note("");
      }
    } else {
      session.note(done + "/" + files + " " + result.file().path());
    }
  }

  private void show(boolean now) {
    boolean due = now || System.nanoTime() - shownAt > 100_000_000L;
    if (session.quiet || !session.console().isTerminal() || !due) {
      return;
    }
    shownAt = System.nanoTime();
    int filled = files == 0 ? WIDTH : WIDTH * done / files;
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    session.console().err().print("\r" + bar + " " + done + "/" + files + " " + mebibytes());
    session.console().err().flush();
  }

  private String mebibytes() {
    return (bytes >> 20) + " MiB";
  }
}
