package org.plimsoll.engine.margin;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// The largest funding rate of one interval: a factor times the gap between the initial and the
/// maintenance rate, so that one payment cannot take a fresh position to liquidation. The form is
/// that of dYdX v4.
///
/// @param factor in billionths, positive
public record FundingLimit(long factor) {

  public FundingLimit {
    if (factor <= 0) {
      throw new IllegalArgumentException("Factor of " + factor + " billionths is not positive");
    }
  }

  /// The limit in billionths, rounded down.
  public long rate(long initialRate, long maintenanceRate) {
    return Exact.multiplyDivide(
        factor, initialRate - maintenanceRate, Billionths.ONE, Rounding.DOWN);
  }

  /// The funding rate brought within the limit, either sign.
  public long clamp(long fundingRate, long initialRate, long maintenanceRate) {
    long limit = rate(initialRate, maintenanceRate);
    return Math.clamp(fundingRate, -limit, limit);
  }
}
