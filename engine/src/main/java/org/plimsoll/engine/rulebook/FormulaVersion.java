package org.plimsoll.engine.rulebook;

import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Unit;

/// The formulas of a rule for a stretch of time.
///
/// @param initial the initial margin rate, as a fraction of notional
/// @param maintenance the maintenance margin rate; it may read `initial_rate`; null when the rule
///     knows only one margin, and then maintenance equals initial
/// @param floor a rate below which the rule never goes, or null for none
/// @param cap a rate above which the rule never goes, or null for none
public record FormulaVersion(
    Effective effective,
    Formula initial,
    @Nullable Formula maintenance,
    @Nullable Formula floor,
    @Nullable Formula cap,
    Provenance provenance) {
  /// Checks that every formula gives a rate.
  public FormulaVersion {
    requireRate(initial);
    requireRate(maintenance);
    requireRate(floor);
    requireRate(cap);
  }

  private static void requireRate(@Nullable Formula formula) {
    if (formula != null && !formula.resultUnit().equals(Unit.RATE)) {
      throw new IllegalArgumentException(
          "A margin formula gives a rate, not " + formula.resultUnit() + ": " + formula);
    }
  }
}
