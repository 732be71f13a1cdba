package org.plimsoll.engine.formula.compile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The columns a sweep works in, kept between sweeps so that none are allocated in steady state.
///
/// One thread uses a workspace at a time; any kernel may use it. It grows to what the largest
/// kernel needs.
public final class Workspace {
  /// Columns are of different lengths, because those a multiple of 4,096 bytes apart hinder each
  /// other in the first cache and in the store buffer.
  private static final int STAGGER = 40;

  private static final int STAGGERED = 12;

  private double[][] temporaries = {};
  private double[][] gathered = {};
  private double[] scalars = {};
  private double[][] columns = {};
  private double[] missing = {};
  private final double[][] result = new double[1][];
  private @Nullable Hoisted hoisted;
  private @Nullable RowWalk walk;
  private @Nullable Program walked;

  /// An empty workspace.
  public Workspace() {}

  double[][] temporaries(StageKernel kernel) {
    temporaries = grown(temporaries, kernel.temporaries(), kernel.chunk());
    return temporaries;
  }

  /// Columns for `sources` inputs that are collected chunk by chunk.
  double[][] gathered(int sources, int chunk) {
    gathered = grown(gathered, sources, chunk);
    return gathered;
  }

  double[] scalars(int sources) {
    if (scalars.length < sources) {
      scalars = new double[sources];
    }
    return scalars;
  }

  double[][] columns(int sources) {
    if (columns.length < sources) {
      columns = new double[sources][];
    }
    return columns;
  }

  /// A column of an input that was not given: at least `rows` times not a number.
  double[] missing(int rows) {
    if (missing.length < rows) {
      missing = new double[rows];
      Arrays.fill(missing, Double.NaN);
    }
    return missing;
  }

  /// The values of `answers` as the only output of a stage.
  double[][] result(Answers answers) {
    result[0] = answers.values();
    return result;
  }

  Hoisted hoisted(Program program) {
    Hoisted kept = hoisted;
    if (kept == null || kept.program() != program) {
      kept = new Hoisted(program);
      hoisted = kept;
    }
    return kept;
  }

  RowWalk walk(Program program) {
    RowWalk kept = walk;
    if (kept == null || walked != program) {
      kept = new RowWalk(program);
      walk = kept;
      walked = program;
    }
    return kept;
  }

  private static double[][] grown(double[][] columns, int count, int length) {
    double[][] grown = columns;
    if (grown.length < count) {
      grown = new double[count][];
      System.arraycopy(columns, 0, grown, 0, columns.length);
    }
    for (int i = 0; i < count; i++) {
      if (grown[i] == null || grown[i].length < length) {
        grown[i] = new double[length + STAGGER * (1 + i % STAGGERED)];
      }
    }
    return grown;
  }
}
