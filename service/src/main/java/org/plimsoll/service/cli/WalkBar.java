package org.plimsoll.service.cli;

/// A walk's progress: one line that is rewritten on a terminal, else a line each tenth.
final class WalkBar {
  private static final int WIDTH = 24;
  private static final int TENTHS = 10;
  private static final long PAUSE_NANOS = 100_000_000L;

  private final Session session;
  private long shownAt;
  private int shownTenth;

  WalkBar(Session session) {
    this.session = session;
  }

  /// Shows that so many of so many days are done. May be called from several threads.
  synchronized void show(int done, int of) {
    if (session.quiet || of == 0) {
      return;
    }
    if (!session.console().isTerminal()) {
      int tenth = (int) ((long) TENTHS * done / of);
      if (tenth > shownTenth) {
        shownTenth = tenth;
        session.note(done + "/" + of);
      }
      return;
    }
    boolean last = done == of;
    if (!last && System.nanoTime() - shownAt < PAUSE_NANOS) {
      return;
    }
    shownAt = System.nanoTime();
    int filled = (int) ((long) WIDTH * done / of);
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    session.console().err().print("\r" + bar + " " + done + "/" + of + (last ? "\n" : ""));
    session.console().err().flush();
  }
}
