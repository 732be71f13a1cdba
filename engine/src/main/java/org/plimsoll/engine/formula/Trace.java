package org.plimsoll.engine.formula;

/// Is told each step of an evaluation as it happens.
interface Trace {
  /// A trace that keeps nothing.
  Trace NONE =
      new Trace() {
        @Override
        public void enters(Expression expression) {}

        @Override
        public void leaves(Expression expression, double value) {}
      };

  /// The evaluation of `expression` begins.
  void enters(Expression expression);

  /// `expression` has `value`; a truth is 1 or 0.
  void leaves(Expression expression, double value);
}
