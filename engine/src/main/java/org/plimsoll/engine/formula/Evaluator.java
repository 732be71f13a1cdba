package org.plimsoll.engine.formula;

/// A way to evaluate formulas. All ways give the same bits; {@link TreeEvaluator} is the reference.
public interface Evaluator {
  /// The value of `formula` with `inputs`, or the reason why it has none. Never throws.
  Outcome evaluate(Formula formula, Inputs inputs);
}
