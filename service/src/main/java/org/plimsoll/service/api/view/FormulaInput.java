package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// A name that a formula uses, with its value and where that is from.
public record FormulaInput(
    String name,
    Origin origin,
    @Nullable Double value,
    @Nullable String unit,
    @Nullable String description,
    @Nullable CitationRow citation) {
  /// Who supplies the value.
  public enum Origin {
    /// The rule pack.
    PARAMETER,
    /// The market.
    OBSERVATION
  }
}
