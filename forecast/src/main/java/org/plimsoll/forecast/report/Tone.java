package org.plimsoll.forecast.report;

/// The meaning of a colour in a report. Colours differ in lightness too, so that they stay apart in
/// print and for readers who see no red or green.
public enum Tone {
  /// What is judged first: the forecast, the margin.
  MAIN("#1f5f8b"),
  /// What came to pass.
  OUTCOME("#b0591e"),
  /// What it is compared with.
  OTHER("#7a5da8"),
  /// A fourth line.
  FOURTH("#2d7d78"),
  /// A fifth line.
  FIFTH("#8a6d00"),
  /// A breach, a failure.
  ALARM("#a3195b"),
  /// A line that only guides the eye.
  FAINT("#8795a1"),
  /// A nominal level, a limit.
  LIMIT("#14212b");

  private final String colour;

  Tone(String colour) {
    this.colour = colour;
  }

  /// The colour as HTML writes it.
  public String colour() {
    return colour;
  }

  /// The tone of the n-th of several things that are compared, from 0.
  public static Tone ofIndex(int n) {
    Tone[] cycle = {MAIN, OTHER, FOURTH, OUTCOME, FIFTH, FAINT};
    return cycle[Math.floorMod(n, cycle.length)];
  }
}
