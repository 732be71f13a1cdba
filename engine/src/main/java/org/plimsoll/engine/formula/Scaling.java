package org.plimsoll.engine.formula;

/// How a value grows with time, beyond what its dimension says.
///
/// It exists so that a deviation over one day is never added to one over a year, and so that moving
/// a deviation from one horizon to another starts from the horizon it really has.
public sealed interface Scaling {
  /// Nothing is known, or nothing is to be kept apart.
  None NONE = new None();

  /// A value with no horizon of its own; it takes part in any sum.
  record None() implements Scaling {}

  /// A stretch of time, or a root or power of one.
  ///
  /// @param horizon the stretch
  /// @param halves its power in halves: 2 for time, 1 for its square root
  record Length(Horizon horizon, int halves) implements Scaling {}

  /// The ratio of two stretches of time, or a root or power of it, times any plain number.
  ///
  /// @param to the stretch above the line
  /// @param from the stretch below it
  /// @param halves the ratio's power in halves, positive: 2 for the ratio, 1 for its square root
  record Ratio(Horizon to, Horizon from, int halves) implements Scaling {}

  /// A deviation over a horizon, or a power of one, times any plain number.
  ///
  /// @param horizon what it was measured over
  /// @param power 1 for a standard deviation, 2 for a variance
  record Over(Horizon horizon, int power) implements Scaling {}
}
