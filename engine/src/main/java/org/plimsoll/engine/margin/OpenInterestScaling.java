package org.plimsoll.engine.margin;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Raises initial rates as a market's open interest grows: linearly from the base rate at the lower
/// bound to one hundred per cent at the upper. The form is that of dYdX v4.
///
/// @param lower open interest up to which the base rate stands
/// @param upper open interest from which the rate is one, above `lower`, in the same unit
public record OpenInterestScaling(long lower, long upper) {
  private static final int STEPS = 100;

  public OpenInterestScaling {
    if (lower < 0 || upper <= lower) {
      throw new IllegalArgumentException(
          "Open interest bounds " + lower + " and " + upper + " do not ascend");
    }
  }

  /// The rate at an open interest, in billionths, rounded up. A base of one or more stays.
  public long rate(long baseRate, long openInterest) {
    if (openInterest <= lower || baseRate >= Billionths.ONE) {
      return baseRate;
    }
    if (openInterest >= upper) {
      return Billionths.ONE;
    }
    return baseRate
        + Exact.multiplyDivide(
            Billionths.ONE - baseRate, openInterest - lower, upper - lower, Rounding.UP);
  }

  /// An open interest rounded up to the next hundredth of the way from lower to upper bound; one
  /// outside the bounds is brought to the nearer.
  long stepped(long openInterest) {
    if (openInterest <= lower || openInterest >= upper) {
      return Math.clamp(openInterest, lower, upper);
    }
    long step = Math.max(1, (upper - lower) / STEPS);
    long steps = Math.ceilDiv(openInterest - lower, step);
    return Math.min(upper, lower + steps * step);
  }

  /// The tiers with every initial rate raised; maintenance rates stay, so that no one is liquidated
  /// because others trade.
  public MarginTiers apply(MarginTiers tiers, long openInterest) {
    RateSchedule initial = tiers.initial();
    long[] floors = new long[initial.size()];
    long[] rates = new long[initial.size()];
    for (int i = 0; i < floors.length; i++) {
      floors[i] = initial.floor(i);
      rates[i] = rate(initial.rate(i), openInterest);
    }
    return new MarginTiers(RateSchedule.of(floors, rates), tiers.maintenance());
  }
}
