package org.plimsoll.engine.formula.compile;

import java.util.EnumMap;
import java.util.Map;

/// What a kernel calculated once for each global, instrument and account value of a batch.
///
/// {@link Kernel#hoist} fills it; any number of threads may then read it. Belongs to one program.
public final class Hoisted {
  private final Program program;
  private final Map<Level, double[][]> outputs = new EnumMap<>(Level.class);

  /// Room for what is hoisted out of the rows of `program`.
  public Hoisted(Program program) {
    this.program = program;
    for (Stage stage : program.stages()) {
      if (!stage.isLast()) {
        outputs.put(stage.level(), new double[stage.outputs().size()][0]);
      }
    }
  }

  Program program() {
    return program;
  }

  /// The output columns of `level`, with room for `count` values each.
  double[][] outputs(Level level, int count) {
    double[][] columns = outputs(level);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].length < count) {
        columns[i] = new double[count];
      }
    }
    return columns;
  }

  double[][] outputs(Level level) {
    double[][] columns = outputs.get(level);
    if (columns == null) {
      throw new IllegalStateException("Nothing is hoisted to " + level);
    }
    return columns;
  }
}
