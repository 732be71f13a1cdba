package org.plimsoll.engine.formula;

import java.util.function.ObjDoubleConsumer;

/// The reference evaluator: walks the tree, one step a node, in the order in which Python would.
///
/// It defines what a formula means. Additions, subtractions, products, quotients and square roots
/// round once to the nearest double (IEEE 754, ties to even); `exp` and `log` are those of
/// {@link Exponential}, powers those of {@link StrictMath#pow}.
public final class TreeEvaluator implements Evaluator {
  /// Makes an evaluator; it keeps no state and may be shared between threads.
  public TreeEvaluator() {}

  @Override
  public Outcome evaluate(Formula formula, Inputs inputs) {
    return evaluate(formula, inputs, Trace.NONE);
  }

  /// The value of `formula` with `inputs`; `step` is told each value on the way, truths as 1 or 0.
  ///
  /// It sees what the evaluation does, in order, and costs little more than the evaluation.
  public Outcome evaluate(Formula formula, Inputs inputs, ObjDoubleConsumer<Expression> step) {
    return evaluate(formula, inputs, Trace.ofValues(step));
  }

  /// The evaluation of `formula` with every step kept. The steps come from the evaluation itself,
  /// so that their numbers have the bits of the result.
  public Explanation explain(Formula formula, Inputs inputs) {
    var recorder = new Recorder(formula);
    Outcome outcome = evaluate(formula, inputs, recorder);
    return recorder.explanation(outcome);
  }

  private static Outcome evaluate(Formula formula, Inputs inputs, Trace trace) {
    var walk = new TreeWalk(formula, inputs, trace);
    try {
      formula.assignments().forEach(walk::assign);
      return outcome(walk.value(formula.result()), formula.result());
    } catch (Stop stop) {
      return stop.in(formula.text());
    }
  }

  static Outcome outcome(double value, Expression expression) {
    return expression.unit().isBoolean()
        ? new Outcome.Truth(value != 0)
        : new Outcome.Value(value, expression.unit().withoutScaling());
  }
}
