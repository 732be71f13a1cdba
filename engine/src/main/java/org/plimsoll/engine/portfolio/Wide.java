package org.plimsoll.engine.portfolio;

import org.plimsoll.engine.quantity.Billionths;

/// Integers of 128 bits as a signed high and an unsigned low half, in billionths of a money unit.
final class Wide {
  private static final double TWO_TO_64 = 0x1p64;
  private static final long LOW_32 = 0xffff_ffffL;

  private Wide() {}

  /// The carry, 0 or 1, out of the unsigned sum `a + b = sum`.
  static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /// The borrow, 0 or 1, of the unsigned difference `a − b = difference`.
  static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  /// The number as the nearest double, to within a few units in its last place.
  static double near(long high, long low) {
    return high * TWO_TO_64 + ((low >>> 1) * 2.0);
  }

  /// The high half of a number known by its low half exactly and as a whole to within 2^62.
  static long high(long low, double near) {
    return (long) Math.rint((near - low) / TWO_TO_64) + (low >> 63);
  }

  /// Whether money covers a requirement.
  static boolean covers(long units, long high, long low) {
    long unitsHigh = Math.multiplyHigh(units, Billionths.ONE);
    long unitsLow = units * Billionths.ONE;
    return unitsHigh > high
        || (unitsHigh == high && unitsLow + Long.MIN_VALUE >= low + Long.MIN_VALUE);
  }

  /// A requirement in whole money units, rounded up.
  ///
  /// @param high from 0 to below 2^30
  static long ceilUnits(long high, long low) {
    long upper = (high << 32) | (low >>> 32);
    long upperQuotient = upper / Billionths.ONE;
    long lower = ((upper - upperQuotient * Billionths.ONE) << 32) | (low & LOW_32);
    long lowerQuotient = lower / Billionths.ONE;
    long floor = (upperQuotient << 32) + lowerQuotient;
    return lower == lowerQuotient * Billionths.ONE ? floor : floor + 1;
  }
}
