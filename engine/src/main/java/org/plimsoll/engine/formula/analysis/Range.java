package org.plimsoll.engine.formula.analysis;

/// A closed range of values of one input; a single value is a range of itself.
///
/// @param lower finite, in the input's unit: times in days, truths 1 or 0
/// @param upper finite, not below `lower`
public record Range(double lower, double upper) {
  /// Checks that the bounds are finite and in order, and drops the sign of zero.
  public Range {
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
      throw new IllegalArgumentException("A range from " + lower + " to " + upper);
    }
    lower += 0.0;
    upper += 0.0;
  }

  /// The range that holds one value.
  public static Range of(double value) {
    return new Range(value, value);
  }

  /// Whether the range holds one value only.
  public boolean isPoint() {
    return lower == upper;
  }

  /// Whether `value` lies in the range.
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  @Override
  public String toString() {
    return isPoint() ? Double.toString(lower) : lower + ".." + upper;
  }
}
