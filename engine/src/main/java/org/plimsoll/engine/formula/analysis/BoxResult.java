package org.plimsoll.engine.formula.analysis;

import java.util.List;

/// What reading a box gave.
public sealed interface BoxResult {
  /// The text is a box.
  record Read(Box box) implements BoxResult {}

  /// The text is not a box.
  ///
  /// @param errors at least one, in the order of the text
  record Unreadable(List<BoxError> errors) implements BoxResult {
    /// Copies the list.
    public Unreadable {
      errors = List.copyOf(errors);
    }
  }
}
