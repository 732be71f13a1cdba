package org.plimsoll.engine.formula;

/// What a formula may not exceed. The limits are part of the language and are always on.
public final class Limits {
  /// Longest text, in UTF-16 units.
  public static final int TEXT_LENGTH = 16_384;

  /// Longest name, in characters.
  public static final int NAME_LENGTH = 64;

  /// Most nodes in the expressions of one formula, which is also the most steps an evaluation
  /// takes.
  public static final int NODES = 2_048;

  /// Deepest nesting of brackets, prefix operators, powers and `else` branches.
  public static final int NESTING = 64;

  /// Highest expression tree; a sum of many terms is as high as it has terms.
  public static final int HEIGHT = 512;

  /// Most assignments before the result.
  public static final int ASSIGNMENTS = 128;

  /// Most errors reported for one text.
  public static final int ERRORS = 20;

  /// What arithmetic on whole literals stays below, and a whole literal does not exceed: 2 to the
  /// power 53, from which on Python's integers and double numbers part ways.
  public static final double WHOLE_NUMBER = 9_007_199_254_740_992.0;

  private Limits() {}
}
