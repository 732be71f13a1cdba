package org.plimsoll.engine.formula.compile;

/// Where a {@link Stage} finds one of its inputs.
///
/// @param level the level at which the value is known
/// @param hoisted whether it is an output of the stage of that level rather than an input of the
///     formula
/// @param index the place among those outputs, or the slot of the input
record Source(Level level, boolean hoisted, int index) {
  /// How compiled code reads an input.
  enum Access {
    /// One number for all rows.
    SCALAR,
    /// A column with a number for each row of the stage.
    ROW,
    /// A column with a number for each row of the chunk, collected before it.
    CHUNK
  }

  Access accessFrom(Level stage) {
    if (level == Level.GLOBAL) {
      return Access.SCALAR;
    }
    return level == stage ? Access.ROW : Access.CHUNK;
  }
}
