package org.plimsoll.engine.formula;

import java.util.function.ObjDoubleConsumer;

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

  /// A trace that passes on each value.
  static Trace ofValues(ObjDoubleConsumer<Expression> step) {
    return new Trace() {
      @Override
      public void enters(Expression expression) {}

      @Override
      public void leaves(Expression expression, double value) {
        step.accept(expression, value);
      }
    };
  }

  /// The evaluation of `expression` begins.
  void enters(Expression expression);

  /// `expression` has `value`; a truth is 1 or 0.
  void leaves(Expression expression, double value);
}
