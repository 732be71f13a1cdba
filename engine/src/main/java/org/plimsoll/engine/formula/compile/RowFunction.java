package org.plimsoll.engine.formula.compile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// A program compiled for one row at a time.
///
/// One thread uses a function at a time; {@link #copy} gives another thread its own, with the same
/// code. Evaluation allocates nothing where there is a value, unless the formula has more than 300
/// nodes.
public final class RowFunction {
  private final Program program;
  private final RowKernel kernel;
  private @Nullable RowWalk walk;

  private RowFunction(Program program, RowKernel kernel) {
    this.program = program;
    this.kernel = kernel;
  }

  /// The compiled function of `program`.
  public static RowFunction of(Program program) {
    return new RowFunction(
        program, HiddenClasses.instance(RowWriter.write(program), RowKernel.class));
  }

  /// A function with the same code for another thread.
  public RowFunction copy() {
    return new RowFunction(program, kernel);
  }

  /// The program this function evaluates.
  public Program program() {
    return program;
  }

  /// The answer for inputs by slot, each of them given: finite and never −0.0, 1 or 0 for a truth;
  /// not a number where there is none.
  public double evaluate(double[] inputs) {
    double answer = kernel.evaluate(inputs);
    return Double.isFinite(answer) ? answer : walk().evaluate(inputs);
  }

  /// Why there is no answer for these inputs; empty where there is one.
  public Optional<Reason> reason(double[] inputs) {
    walk().evaluate(inputs);
    return Optional.ofNullable(walk().reason());
  }

  private RowWalk walk() {
    RowWalk kept = walk;
    if (kept == null) {
      kept = new RowWalk(program);
      walk = kept;
    }
    return kept;
  }
}
