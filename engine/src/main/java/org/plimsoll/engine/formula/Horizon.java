package org.plimsoll.engine.formula;

/// A length of time that a deviation was measured over, known as a number of days or only by name.
///
/// Two horizons are the same when their names are: `5d` is five days however it was written, while
/// a length that depends on inputs is known by the expression that gives it.
///
/// @param name days followed by `d`, or the canonical text of an expression
public record Horizon(String name) {
  private static final int LONGEST_SHOWN = 60;

  /// The horizon of a fixed number of days.
  public static Horizon ofDays(double days) {
    return days == Math.rint(days) && Math.abs(days) < 1e15
        ? new Horizon((long) days + "d")
        : new Horizon(days + "d");
  }

  /// The name, cut where it is too long to be read in a message.
  @Override
  public String toString() {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }
}
