package org.plimsoll.training;

import java.io.PrintStream;
import java.util.Locale;

/// What training tells while it goes on: one line that is rewritten on a terminal, else a line per
/// network.
final class Progress implements Trainer.Listener {
  private static final int WIDTH = 24;

  private final PrintStream out;
  private final boolean terminal;
  private int networks;
  private int epochs;
  private int index;
  private String name = "";
  private String last = "";

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// Says what is done before training begins.
  void note(String text) {
    out.println(text);
  }

  /// A share of preparations that is done.
  void preparing(String what, int percent) {
    if (terminal) {
      rewrite(bar(percent / 100.0) + " " + what);
      if (percent >= 100) {
        out.println();
      }
    } else if (percent == 100) {
      out.println(what);
    }
  }

  void planned(int count, int most) {
    networks = count;
    epochs = most;
  }

  void next(String architecture, Generation generation, int seed) {
    finishLine();
    index++;
    name =
        "%d/%d %s from %s, seed %d"
            .formatted(
                index,
                networks,
                architecture,
                Generation.midnight(generation.usable()).toString().substring(0, 10),
                seed);
  }

  @Override
  public void epochDone(int epoch, double trainLoss, double validation, double champion, int best) {
    last =
        String.format(
            Locale.ROOT,
            "%s: epoch %d, loss %.4f, validation %.4f, champion %.4f, best epoch %d",
            name,
            epoch,
            trainLoss,
            validation,
            champion,
            best);
    if (terminal) {
      double share = networks == 0 ? 0 : (index - 1 + (double) epoch / epochs) / networks;
      rewrite(bar(share) + " " + last);
    }
  }

  void done() {
    finishLine();
    if (terminal) {
      out.println();
    }
  }

  private void finishLine() {
    if (!terminal && !last.isEmpty()) {
      out.println(last);
    }
    last = "";
  }

  private void rewrite(String text) {
    out.print("\r\u001b[K" + text);
    out.flush();
  }

  private static String bar(double share) {
    int filled = (int) Math.max(0, Math.min(WIDTH, Math.round(WIDTH * share)));
    return "█".repeat(filled) + "░".repeat(WIDTH - filled);
  }
}
