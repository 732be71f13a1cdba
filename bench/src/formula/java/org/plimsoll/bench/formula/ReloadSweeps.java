package org.plimsoll.bench.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.plimsoll.engine.formula.compile.Answers;
import org.plimsoll.engine.formula.compile.Batch;
import org.plimsoll.engine.formula.compile.Edition;
import org.plimsoll.engine.formula.compile.Kernel;
import org.plimsoll.engine.formula.compile.LiveFormulas;
import org.plimsoll.engine.formula.compile.Program;
import org.plimsoll.engine.formula.compile.Workspace;

/// A thread that sweeps without pause with the edition in force.
final class ReloadSweeps implements Runnable {
  private final LiveFormulas live;
  private final Function<Program, Batch> batches;
  private final int rows;
  private volatile List<Double> millis = Collections.synchronizedList(new ArrayList<>());

  ReloadSweeps(LiveFormulas live, Function<Program, Batch> batches, int rows) {
    this.live = live;
    this.batches = batches;
    this.rows = rows;
  }

  @Override
  public void run() {
    var answers = new Answers(rows);
    var workspace = new Workspace();
    Edition last = live.current();
    Batch batch = batches.apply(last.kernel("f").program());
    while (!Thread.currentThread().isInterrupted()) {
      Edition edition = live.current();
      if (edition != last) {
        batch = batches.apply(edition.kernel("f").program());
        last = edition;
      }
      Kernel kernel = edition.kernel("f");
      long before = System.nanoTime();
      kernel.evaluate(batch, workspace, answers);
      millis.add((System.nanoTime() - before) / 1e6);
    }
  }

  /// Waits at least a second, then prints the sweeps since the last report.
  void report(String what) throws InterruptedException {
    if (what.equals("before")) {
      millis = Collections.synchronizedList(new ArrayList<>());
      Thread.sleep(1_000);
    }
    List<Double> taken = millis;
    millis = Collections.synchronizedList(new ArrayList<>());
    List<Double> sorted = new ArrayList<>(List.copyOf(taken));
    Collections.sort(sorted);
    int size = sorted.size();
    System.out.printf(
        Locale.ROOT,
        "%s: %d sweeps, median %.3f ms, p99 %.3f ms, longest %.3f ms%n",
        what,
        size,
        sorted.get(size / 2),
        sorted.get(Math.min(size - 1, size * 99 / 100)),
        sorted.get(size - 1));
  }
}
