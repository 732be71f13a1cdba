package org.plimsoll.engine.rulebook;

/// The value of a parameter for a stretch of time.
///
/// @param value the number in the parameter's unit: times in days, truths 1 or 0
/// @param text the value as the pack writes it
public record DatedValue(double value, String text, Effective effective, Provenance provenance) {
  /// Checks that the number is finite.
  public DatedValue {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A value of " + value);
    }
  }
}
