package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// A name that a formula uses, with its value and where that is from.
///
/// @param detail of a volatility: which model is in charge of it, and why
public record FormulaInput(
    String name,
    Origin origin,
    @Nullable Double value,
    @Nullable String unit,
    @Nullable String description,
    @Nullable CitationRow citation,
    @Nullable String detail) {
  /// An input of which there is no more to say.
  public FormulaInput(
      String name,
      Origin origin,
      @Nullable Double value,
      @Nullable String unit,
      @Nullable String description,
      @Nullable CitationRow citation) {
    this(name, origin, value, unit, description, citation, null);
  }

  /// The same input with more to say.
  public FormulaInput with(String more) {
    return new FormulaInput(name, origin, value, unit, description, citation, more);
  }

  /// Who supplies the value.
  public enum Origin {
    /// The rule pack.
    PARAMETER,
    /// The market.
    OBSERVATION
  }
}
