package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pack's rule set at one date, everything fixed.
///
/// @param floorFormula absent when the rule has no floor of its own
/// @param capFormula absent when the rule has no cap
/// @param observations what the formula takes from the market
public record RuleSetDetail(
    String packId,
    String version,
    String hash,
    String jurisdiction,
    String title,
    String titleZh,
    String status,
    String boundKind,
    @Nullable String watermark,
    @Nullable String watermarkZh,
    Instant asOf,
    Instant knownAt,
    @Nullable FormulaText formula,
    @Nullable FormulaText maintenanceFormula,
    @Nullable FormulaText floorFormula,
    @Nullable FormulaText capFormula,
    List<FormulaInput> observations,
    List<ParameterRow> parameters,
    List<CitationRow> citations) {
  /// Copies the lists.
  public RuleSetDetail {
    observations = List.copyOf(observations);
    parameters = List.copyOf(parameters);
    citations = List.copyOf(citations);
  }

  /// A number that the law or the venue fixed.
  ///
  /// @param value in the unit; text for what is not a number
  public record ParameterRow(
      String name,
      String value,
      String unit,
      String description,
      @Nullable String validFrom,
      @Nullable String validTo,
      @Nullable String knownFrom,
      @Nullable CitationRow citation) {}
}
