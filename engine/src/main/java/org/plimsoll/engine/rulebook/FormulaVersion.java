package org.plimsoll.engine.rulebook;

import org.jspecify.annotations.Nullable;

/// The formulas of a rule for a stretch of time, as text of the formula language.
///
/// @param initial the initial margin rate, as a fraction of notional
/// @param maintenance the maintenance margin rate; it may read `initial_rate`; null when the rule
///     knows only one margin, and then maintenance equals initial
/// @param floor a rate below which the rule never goes, or null for none
/// @param cap a rate above which the rule never goes, or null for none
public record FormulaVersion(
    Effective effective,
    String initial,
    @Nullable String maintenance,
    @Nullable String floor,
    @Nullable String cap,
    Provenance provenance) {}
