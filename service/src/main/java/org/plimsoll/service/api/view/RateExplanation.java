package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a rate came about, from the evaluation that produced it.
///
/// @param rate the row that is explained
/// @param formula absent where the law gives no formula
/// @param trace the evaluated formula as a tree
public record RateExplanation(
    String instrument,
    String jurisdiction,
    String clientClass,
    Instant time,
    RateRow rate,
    @Nullable FormulaText formula,
    @Nullable TraceNode trace,
    List<FormulaInput> inputs,
    List<CitationRow> citations) {
  /// Copies the lists.
  public RateExplanation {
    inputs = List.copyOf(inputs);
    citations = List.copyOf(citations);
  }
}
