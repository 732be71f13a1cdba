package org.plimsoll.engine.formula.compile;

import org.jspecify.annotations.Nullable;

/// One pass of one stage over consecutive rows, chunk by chunk.
final class Sweep {
  private final Stage stage;
  private final StageKernel kernel;
  private final StageKernel forFewRows;
  private final Batch batch;
  private final Workspace workspace;
  private final double[] scalars;
  private final double[][] columns;
  private final double[][] gathered;
  private final Hoisted hoisted;
  private int unavailable;

  Sweep(
      Stage stage,
      StageKernel kernel,
      StageKernel forFewRows,
      Batch batch,
      Hoisted hoisted,
      Workspace workspace) {
    this.stage = stage;
    this.kernel = kernel;
    this.forFewRows = forFewRows;
    this.batch = batch;
    this.hoisted = hoisted;
    this.workspace = workspace;
    int sources = stage.sources().size();
    this.scalars = workspace.scalars(sources);
    this.columns = workspace.columns(sources);
    this.gathered = workspace.gathered(sources, chunk());
  }

  private int chunk() {
    return Math.max(kernel.chunk(), forFewRows.chunk());
  }

  /// Evaluates the rows from `from` to below `to`.
  ///
  /// @param answers where the outputs are the answers to the formula
  /// @return how many of these rows have no value
  int run(int from, int to, double[][] outputs, @Nullable Answers answers) {
    bind();
    unavailable = 0;
    int lanes = kernel.lanes();
    int row = from;
    while (to - row >= lanes) {
      int count = Math.min(kernel.chunk(), to - row);
      count -= count % lanes;
      run(kernel, row, count, row, outputs, answers);
      row += count;
    }
    if (row < to && to - from >= lanes) {
      run(kernel, to - lanes, lanes, row, outputs, answers); // the first of them once more
    } else if (row < to) {
      run(forFewRows, row, to - row, row, outputs, answers);
    }
    return unavailable;
  }

  private void bind() {
    for (int i = 0; i < stage.sources().size(); i++) {
      Source source = stage.sources().get(i);
      if (source.level() == Level.GLOBAL) {
        scalars[i] =
            source.hoisted()
                ? hoisted.outputs(Level.GLOBAL)[source.index()][0]
                : batch.scalar(source.index());
      } else {
        columns[i] = source.level() == stage.level() ? column(source) : gathered[i];
      }
    }
  }

  private double[] column(Source source) {
    if (source.hoisted()) {
      return hoisted.outputs(source.level())[source.index()];
    }
    double[] column = batch.column(source.index());
    return column == null ? workspace.missing(batch.count(source.level())) : column;
  }

  private void gather(int from, int count) {
    for (int i = 0; i < stage.sources().size(); i++) {
      if (stage.access(i) == Source.Access.CHUNK) {
        Source source = stage.sources().get(i);
        double[] values = column(source);
        int[] index = batch.index(source.level());
        double[] target = gathered[i];
        for (int j = 0; j < count; j++) {
          target[j] = values[index[from + j]];
        }
      }
    }
  }

  private void run(
      StageKernel with,
      int from,
      int count,
      int firstCounted,
      double[][] outputs,
      @Nullable Answers answers) {
    gather(from, count);
    double sum = with.run(scalars, columns, workspace.temporaries(with), outputs, from, count);
    if (answers != null) {
      answers.clear(from, from + count);
      if (!Double.isFinite(sum)) {
        lookAgain(from, from + count, firstCounted, answers);
      }
    }
  }

  /// Evaluates again, step by step, the rows whose answer is not finite.
  private void lookAgain(int from, int to, int firstCounted, Answers answers) {
    RowWalk walk = workspace.walk(batch.program());
    for (int row = from; row < to; row++) {
      if (!Double.isFinite(answers.values()[row])
          && !walk.answer(batch, row, answers)
          && row >= firstCounted) {
        unavailable++;
      }
    }
  }
}
