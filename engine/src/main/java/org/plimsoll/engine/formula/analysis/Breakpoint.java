package org.plimsoll.engine.formula.analysis;

import java.util.List;
import org.plimsoll.engine.formula.Span;

/// A value of one input at which a formula changes from one expression to another.
///
/// @param kind what changes
/// @param text the table, choice or call, as it stands in the formula
/// @param span where it stands
/// @param input the input that crosses the breakpoint
/// @param at the input's value there, between the first and the last of `around`
/// @param continuity whether the formula's value jumps
/// @param around two or three points that differ in the input alone, in ascending order, next to
///     each other as doubles or nearly so
public record Breakpoint(
    Kind kind,
    String text,
    Span span,
    String input,
    double at,
    Continuity continuity,
    List<Sample> around) {
  /// Copies the list.
  public Breakpoint {
    around = List.copyOf(around);
  }

  /// What changes at a breakpoint.
  public enum Kind {
    /// The row of a `steps` table.
    STEP,
    /// The bracket of a `tiers` table.
    TIER,
    /// The outcome of a comparison.
    COMPARISON,
    /// The smallest or largest of several values.
    EXTREME,
    /// The bound that `clamp` moves to.
    CLAMP,
    /// The sign of what `abs` is taken of.
    MAGNITUDE,
    /// Whether there is a value: a divisor's zero, or the sign of what a root or logarithm is taken
    /// of.
    EDGE
  }

  /// What a formula's value does at a breakpoint.
  public enum Continuity {
    /// It goes on; its slope may change.
    CONTINUOUS,
    /// It jumps.
    JUMPS,
    /// It exists on one side only.
    ENDS
  }
}
