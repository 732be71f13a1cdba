package org.plimsoll.engine.margin;

import java.util.List;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;
import org.plimsoll.engine.margin.MarginOutcome.Unavailable;
import org.plimsoll.engine.quantity.Reason;

/// Finds the tick at which an account passes a threshold, by halving over the exact assessment.
///
/// Sixty-odd assessments find the tick through all tiers, haircuts and limits, where a formula
/// would need a case for each. As the price moves against a position, equity less maintenance at
/// first may rise (gains above a collateral limit do not count, and the requirement shrinks), but
/// once it falls it falls on, provided every maintenance rate is below one. So a threshold not yet
/// passed is passed at most once on the adverse side; one already passed is looked for on the other
/// side, at distances that double. A product that overflows counts as far beyond the threshold on
/// its side.
final class PriceSearch {
  private static final int REACH_BITS = 20;
  private static final List<LiquidationPrice.Assumption> ASSUMPTIONS =
      List.of(LiquidationPrice.Assumption.values());

  /// The assessment of the account as if the contract's mark were `price`.
  @FunctionalInterface
  interface Assessment {
    MarginOutcome at(long price);
  }

  private final Assessment assessment;
  private final AccountStatus threshold;
  private final long mark;
  private final boolean isLong;

  PriceSearch(Assessment assessment, AccountStatus threshold, long mark, boolean isLong) {
    this.assessment = assessment;
    this.threshold = threshold;
    this.mark = mark;
    this.isLong = isLong;
  }

  LiquidationPrice find() {
    if (assessment.at(mark) instanceof Unavailable(Reason reason, String detail)) {
      return new LiquidationPrice.Unavailable(reason, detail);
    }
    long highest = mark > Long.MAX_VALUE >> REACH_BITS ? Long.MAX_VALUE : mark << REACH_BITS;
    long adverse = isLong ? 1 : highest;
    if (hasPassed(mark)) {
      return recovery(isLong ? highest : 1);
    }
    return hasPassed(adverse) ? between(adverse, mark) : new LiquidationPrice.Never();
  }

  /// Looks from the mark towards `limit` for a price at which the threshold is not passed.
  private LiquidationPrice recovery(long limit) {
    long distance = Math.abs(limit - mark);
    for (long step = 1; step > 0; step <<= 1) {
      long reach = Math.min(step, distance);
      long price = limit > mark ? mark + reach : mark - reach;
      if (!hasPassed(price)) {
        return between(mark, price);
      }
      if (reach == distance) {
        break;
      }
    }
    return new LiquidationPrice.Always();
  }

  private LiquidationPrice between(long passedAt, long clearAt) {
    long bad = passedAt;
    long good = clearAt;
    while (Math.abs(good - bad) > 1) {
      long middle = bad + (good - bad) / 2;
      if (hasPassed(middle)) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return new LiquidationPrice.At(bad, ASSUMPTIONS);
  }

  private boolean hasPassed(long price) {
    return switch (assessment.at(price)) {
      case Assessed found -> found.status().compareTo(threshold) >= 0;
      case Unavailable _ -> isLong == price < mark;
    };
  }
}
