package org.plimsoll.engine.margin.holding;

import java.util.List;

/// What a portfolio method requires for one book: the one form in which all methods answer.
///
/// Amounts are in the book's money and not yet rounded; {@link Rounded} brings them to units.
///
/// @param value what the book is worth to the method: balance, assets, unrealised profit, options
/// @param initial initial requirement; negative where the method lets a gain count
/// @param maintenance maintenance requirement; negative where the method lets a gain count
/// @param trace how the requirements came about, from the evaluation that produced them
public record MethodOutcome(
    double value, double initial, double maintenance, List<TraceLine> trace) {
  public MethodOutcome {
    trace = List.copyOf(trace);
  }

  /// What is left of the value after the initial requirement; negative for a shortfall.
  public double initialBalance() {
    return value - initial;
  }

  /// What is left of the value after the maintenance requirement; negative for a shortfall.
  public double maintenanceBalance() {
    return value - maintenance;
  }
}
