package org.plimsoll.engine.formula.compile;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// The work, off the path of the sweeps, that makes a compiled kernel fast before it serves.
///
/// Fresh code is slower than the interpreter until the Java machine has compiled it, so it is run
/// beside the interpreter on rows made up for it, and serves once it was faster many times in a
/// row. Where it never is, smaller pieces are tried, then plain loops, and where none is, the
/// interpreter goes on serving. One thread drives a warming.
public final class Warming {
  private static final int ROWS = 1_024;
  private static final int TIMES_IN_A_ROW = 40;

  /// When to give a kernel up: the compiler of the Java machine may take seconds on a busy one.
  private static final int PATIENCE_SWEEPS = 4_000;

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Edition edition;
  private final String name;
  private final LongSupplier nanos;
  private final Kernel interpreted;
  private final Batch batch;
  private final Answers answers = new Answers(ROWS);
  private final Workspace workspace = new Workspace();
  private Kernel candidate;
  private int style;
  private boolean isFinished;
  private int faster;
  private int sweeps;
  private long began;

  Warming(Edition edition, String name, LongSupplier nanos) {
    this.edition = edition;
    this.name = name;
    this.nanos = nanos;
    this.interpreted = edition.kernel(name);
    Program program = interpreted.program();
    this.candidate = Kernel.compiled(program);
    this.batch = sample(program);
  }

  private static Batch sample(Program program) {
    int[] index = new int[ROWS];
    Batch batch = Batch.of(program, ROWS).instruments(index, ROWS).accounts(index, ROWS);
    for (int slot = 0; slot < program.inputs().size(); slot++) {
      String input = program.inputs().get(slot);
      if (program.level(slot) == Level.GLOBAL) {
        batch.set(input, 1);
      } else {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        batch.set(input, ones);
      }
    }
    return batch;
  }

  /// The name of the program being warmed.
  public String name() {
    return name;
  }

  /// One sweep over about a thousand rows with either kernel.
  ///
  /// @return whether the work is finished; then the faster kernel serves
  public boolean step() {
    if (isFinished) {
      return true;
    }
    long before = nanos.getAsLong();
    interpreted.evaluate(batch, workspace, answers);
    long between = nanos.getAsLong();
    candidate.evaluate(batch, workspace, answers);
    long ended = nanos.getAsLong();
    faster = ended - between < between - before ? faster + 1 : 0;
    began = sweeps == 0 ? before : began;
    sweeps++;
    if (faster >= TIMES_IN_A_ROW) {
      finish(candidate);
    } else if (sweeps >= PATIENCE_SWEEPS && ended - began >= PATIENCE_NANOS) {
      giveUp();
    }
    return isFinished;
  }

  private void giveUp() {
    List<KernelWriter.Style> styles = KernelWriter.Style.toTry();
    style++;
    if (style >= styles.size()) {
      finish(interpreted);
    } else {
      candidate = Kernel.compiled(interpreted.program(), styles.get(style));
      sweeps = 0;
      faster = 0;
    }
  }

  private void finish(Kernel fastest) {
    edition.settle(name, fastest);
    isFinished = true;
  }
}
