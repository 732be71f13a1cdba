package org.plimsoll.engine.formula.analysis;

/// Ends the walk of an expression that has no value anywhere in the box.
final class NoValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoValue() {
    super("no value", null, false, false);
  }
}
