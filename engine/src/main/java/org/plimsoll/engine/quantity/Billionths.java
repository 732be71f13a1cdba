package org.plimsoll.engine.quantity;

/// Rates as whole billionths, the form in which they meet money.
///
/// A rate lives as a `double` while it is computed and leaves that world once, here: a double that
/// is the nearest one to a decimal of nine digits becomes that decimal (0.1 is exactly a tenth);
/// any other is rounded up. From then on products are exact integers, and anyone can recompute them
/// from the printed rate.
public final class Billionths {
  /// The rate 1, one hundred per cent.
  public static final long ONE = 1_000_000_000L;

  /// The largest rate that {@link #times} accepts: nine hundred per cent.
  public static final long MAX = 9 * ONE;

  private Billionths() {}

  /// The rate in billionths, rounded up unless nine decimal digits name it.
  ///
  /// @throws IllegalArgumentException when the rate is not a number from 0 to 9
  public static long ofRate(double rate) {
    if (!(rate >= 0 && rate <= 9)) {
      throw new IllegalArgumentException("Rate " + rate + " is outside 0 to 9");
    }
    long nearest = (long) StrictMath.rint(rate * ONE);
    if ((double) nearest / ONE == rate) {
      return nearest;
    }
    return Exact.multiplyByRate(ONE, rate, Rounding.UP);
  }

  /// The double nearest to the rate, for display and statistics.
  public static double toRate(long billionths) {
    return (double) billionths / ONE;
  }

  /// `units × rate`, rounded once. Exact for every `units`; the rate is from 0 to {@link #MAX}.
  public static long times(long units, long billionths, Rounding rounding) {
    long whole = units / ONE;
    long rest = units - whole * ONE;
    return Math.addExact(
        Math.multiplyExact(whole, billionths), Exact.divide(rest * billionths, ONE, rounding));
  }
}
