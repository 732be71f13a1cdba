package org.plimsoll.engine.formula;

import java.util.List;

/// What checking a text gave: a formula, or the reasons why it is not one.
public sealed interface CheckResult {
  /// The text is a formula.
  record Accepted(Formula formula) implements CheckResult {}

  /// The text is not a formula.
  ///
  /// @param errors at least one, in the order of the text, at most {@link Limits#ERRORS}
  record Rejected(List<FormulaError> errors) implements CheckResult {
    /// Copies the list.
    public Rejected {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) {
        throw new IllegalArgumentException("A rejection without an error");
      }
    }
  }
}
