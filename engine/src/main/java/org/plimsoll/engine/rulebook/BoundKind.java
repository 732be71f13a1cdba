package org.plimsoll.engine.rulebook;

/// How the rate of a rule bounds the rate that a venue may use.
public enum BoundKind {
  /// The venue may ask for more, never for less.
  FLOOR,
  /// The venue may ask for less, never for more.
  CAP,
  /// The venue asks for exactly this.
  POINT
}
