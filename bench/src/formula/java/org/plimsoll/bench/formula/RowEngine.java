package org.plimsoll.bench.formula;

/// An expression engine that evaluates one row at a time.
interface RowEngine {
  /// A formula ready to be evaluated.
  interface Row {
    /// The value for inputs in the order of {@link ReferenceFormula#inputs}.
    double evaluate(double[] inputs);
  }

  /// Compiles or prepares a formula as the engine's documentation recommends for repeated use.
  Row compile(ReferenceFormula formula) throws Exception;
}
