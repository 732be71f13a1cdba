package org.plimsoll.engine.volatility;

import java.util.Arrays;
import java.util.Optional;
import org.plimsoll.engine.quantity.Reason;

/// Standard deviations and loss quantiles of daily closes, addressed by {@link StatisticName}.
///
/// The window of n days ending on day D holds the closes of days D − n to D. Each day t of it that
/// has a close, at least h days after the first close of the window, gives one return: from the
/// last close at or before t − h to the close of t. Without gaps that is n + 1 − h overlapping
/// returns of exactly h days; across a gap a return spans the gap, so that the move is counted, not
/// lost.
///
/// - `sd_<h>d_<n>d`: the sample standard deviation (divisor count − 1) of the *log* returns. It is
///   the deviation over h days, not annualised.
/// - `loss_q<p>_<h>d_<n>d`: with *simple* returns r = P(t)/P(t−h) − 1, a long position loses −r of
///   its notional and a short one r. On each side, the order statistic number ⌈m p⌉ of the m losses
///   in ascending order: the smallest observed loss that at least m p of them do not exceed. The
///   result is the larger of the two sides, not below 0.
///
/// A window must be covered: the history reaches back to D − n or before, and at least 95 % of its
/// returns are there; a quantile needs m (1 − p) ≥ 1, so that the order statistic is not merely
/// the largest loss by lack of data. Otherwise {@link Reason#HISTORY_TOO_SHORT}.
public final class ReturnStatistics {
  private static final int MIN_COVERAGE_PERCENT = 95;

  private final DailyCloses closes;

  /// The statistics of `closes`, read at the time of each question.
  public ReturnStatistics(DailyCloses closes) {
    this.closes = closes;
  }

  /// The statistic called `name`, or empty when no statistic has such a name.
  public Optional<Estimate> evaluate(String name) {
    return StatisticName.parse(name).map(this::evaluate);
  }

  /// The statistic `name` of the window that ends on the last day with a close.
  public Estimate evaluate(StatisticName name) {
    long last = closes.lastDay();
    long first = last - name.lookbackDays();
    if (closes.isEmpty() || closes.firstDay() > first) {
      long have = closes.isEmpty() ? 0 : last - closes.firstDay();
      return tooShort(name, have + " days of closes, " + name.lookbackDays() + " are needed");
    }
    double[] returns = new double[name.lookbackDays()];
    int count = collect(name, first, last, returns);
    int full = name.lookbackDays() + 1 - name.horizonDays();
    if (count < 2 || (long) count * 100 < (long) full * MIN_COVERAGE_PERCENT) {
      return tooShort(
          name, count + " of " + full + " returns, " + MIN_COVERAGE_PERCENT + " % are needed");
    }
    double[] found = Arrays.copyOf(returns, count);
    return name.quantile()
        ? quantile(name, found)
        : new Estimate.Value(Math.sqrt(Estimators.variance(found)), count);
  }

  private int collect(StatisticName name, long first, long last, double[] returns) {
    int count = 0;
    long from = -1;
    for (long day = first + name.horizonDays(); day <= last; day++) {
      long start = day - name.horizonDays();
      if (closes.has(start)) {
        from = start;
      }
      if (from >= 0 && closes.has(day)) {
        returns[count] =
            name.quantile()
                ? closes.close(day) / closes.close(from) - 1
                : closes.log(day) - closes.log(from);
        count++;
      }
    }
    return count;
  }

  private static Estimate quantile(StatisticName name, double[] returns) {
    int count = returns.length;
    long scaled = (long) count * name.probabilityDigits();
    int rank = (int) ((scaled + name.probabilityScale() - 1) / name.probabilityScale());
    int fromTop = count - rank + 1;
    if ((long) count * (name.probabilityScale() - name.probabilityDigits())
        < name.probabilityScale()) {
      return tooShort(
          name,
          count
              + " returns hold no tail beyond "
              + name.probabilityDigits()
              + "/"
              + name.probabilityScale());
    }
    double shortLoss = largest(returns, fromTop);
    for (int i = 0; i < count; i++) {
      returns[i] = -returns[i];
    }
    double longLoss = largest(returns, fromTop);
    return new Estimate.Value(Math.max(0, Math.max(longLoss, shortLoss)), count);
  }

  /// The `rank`-th largest of the values, by a short sorted list of the largest seen.
  static double largest(double[] values, int rank) {
    double[] top = new double[rank];
    int size = 0;
    for (double value : values) {
      if (size == rank && value <= top[rank - 1]) {
        continue;
      }
      int at = size < rank ? size : rank - 1;
      while (at > 0 && top[at - 1] < value) {
        top[at] = top[at - 1];
        at--;
      }
      top[at] = value;
      size = Math.min(rank, size + 1);
    }
    return top[rank - 1];
  }

  private static Estimate tooShort(StatisticName name, String detail) {
    return new Estimate.Unavailable(Reason.HISTORY_TOO_SHORT, name.text() + ": " + detail);
  }
}
