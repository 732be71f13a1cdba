package org.plimsoll.engine.formula.analysis;

/// Which way a formula's value moves when one input rises and the others stay.
///
/// A claim is about every two points of the box that differ in this input alone and both have a
/// value, in exact arithmetic; the evaluator follows to within rounding. For a smooth formula it is
/// the sign of the partial derivative.
public enum Sign {
  /// The value always rises.
  POSITIVE,
  /// The value never falls.
  NON_NEGATIVE,
  /// The value does not change.
  ZERO,
  /// The value never rises.
  NON_POSITIVE,
  /// The value always falls.
  NEGATIVE,
  /// The value rises in one place and falls in another; both were seen.
  MIXED,
  /// Nothing was proven.
  UNKNOWN;

  /// Whether the value is proven never to fall.
  public boolean neverFalls() {
    return switch (this) {
      case POSITIVE, NON_NEGATIVE, ZERO -> true;
      case NON_POSITIVE, NEGATIVE, MIXED, UNKNOWN -> false;
    };
  }

  /// Whether the value is proven never to rise.
  public boolean neverRises() {
    return switch (this) {
      case NEGATIVE, NON_POSITIVE, ZERO -> true;
      case NON_NEGATIVE, POSITIVE, MIXED, UNKNOWN -> false;
    };
  }

  static Sign of(Interval slope, boolean mixed) {
    if (slope.lower() > 0) {
      return POSITIVE;
    }
    if (slope.upper() < 0) {
      return NEGATIVE;
    }
    if (slope.isZero()) {
      return ZERO;
    }
    if (slope.lower() == 0) {
      return NON_NEGATIVE;
    }
    if (slope.upper() == 0) {
      return NON_POSITIVE;
    }
    return mixed ? MIXED : UNKNOWN;
  }
}
