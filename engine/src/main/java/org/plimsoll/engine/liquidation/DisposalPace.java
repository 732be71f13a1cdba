package org.plimsoll.engine.liquidation;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// How fast a position may be sold into a market.
///
/// @param fraction part of what is left that one order may take, in billionths, above 0 to 1
/// @param wholeBelow a rest of at most this many quantity units goes in one order
/// @param mostPerOrder most quantity units of one order, positive
/// @param mostPerInterval most quantity units that all accounts together may order in an interval
/// @param intervalMillis length of the interval, positive
public record DisposalPace(
    long fraction, long wholeBelow, long mostPerOrder, long mostPerInterval, long intervalMillis) {

  public DisposalPace {
    if (fraction <= 0 || fraction > Billionths.ONE) {
      throw new IllegalArgumentException(
          "An order takes the fraction " + Billionths.toRate(fraction) + ", not above 0 to 1");
    }
    requirePositive("largest order", mostPerOrder);
    requirePositive("largest quantity in an interval", mostPerInterval);
    requirePositive("interval in milliseconds", intervalMillis);
    if (wholeBelow < 0) {
      throw new IllegalArgumentException("A rest of " + wholeBelow + " units is negative");
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("The " + name + " is " + value + "; it must be above 0");
    }
  }

  /// No limit at all.
  public static DisposalPace unlimited() {
    return new DisposalPace(Billionths.ONE, 0, Long.MAX_VALUE, Long.MAX_VALUE, 1_000);
  }

  /// How much of a rest the next order may take: at least one unit.
  public long step(long rest) {
    if (rest <= wholeBelow) {
      return rest;
    }
    long part = Math.max(1, Billionths.times(rest, fraction, Rounding.DOWN));
    return Math.min(mostPerOrder, part);
  }
}
