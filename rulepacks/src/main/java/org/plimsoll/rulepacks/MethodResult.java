package org.plimsoll.rulepacks;

import java.util.List;
import org.plimsoll.engine.margin.portfolio.MethodDescription;

/// What came of reading a description of a margin method.
public sealed interface MethodResult {
  /// The file describes a method.
  record Loaded(MethodDescription description) implements MethodResult {}

  /// The file does not.
  record Rejected(List<PackError> errors) implements MethodResult {
    public Rejected {
      errors = List.copyOf(errors);
    }
  }
}
