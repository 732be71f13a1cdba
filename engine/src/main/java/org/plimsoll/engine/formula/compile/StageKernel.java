package org.plimsoll.engine.formula.compile;

/// Evaluates one {@link Stage} over consecutive rows. Keeps no state and may be shared.
interface StageKernel {
  /// The most rows of one call.
  int chunk();

  /// What the number of rows of a call is a multiple of.
  int lanes();

  /// How many columns of {@link #chunk()} numbers a call needs to work in.
  int temporaries();

  /// Evaluates rows `from` to `from + count` and writes them to the same rows of `outputs`.
  ///
  /// @param scalars by source, where it is read as a scalar
  /// @param columns by source, where it is read by row or by chunk
  /// @return for the last stage, a number that is finite only where all answers are
  double run(
      double[] scalars,
      double[][] columns,
      double[][] temporaries,
      double[][] outputs,
      int from,
      int count);
}
