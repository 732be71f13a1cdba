package org.plimsoll.engine.formula.compile;

/// Compiled code for one row.
interface RowKernel {
  /// The answer for inputs by slot; not finite where there may be none.
  double evaluate(double[] inputs);
}
