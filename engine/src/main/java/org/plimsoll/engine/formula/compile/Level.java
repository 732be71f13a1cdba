package org.plimsoll.engine.formula.compile;

/// What a value belongs to, and so how often it is calculated in a sweep over positions.
///
/// A position belongs to one instrument and one account; what depends on both belongs to it.
public enum Level {
  /// One value for the whole batch.
  GLOBAL,
  /// One value for each instrument.
  INSTRUMENT,
  /// One value for each account.
  ACCOUNT,
  /// One value for each row of the batch.
  POSITION;

  /// The level of a value that depends on a value of this level and one of `other`.
  public Level join(Level other) {
    if (this == other || other == GLOBAL) {
      return this;
    }
    return this == GLOBAL ? other : POSITION;
  }
}
