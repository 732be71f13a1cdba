package org.plimsoll.engine.volatility;

import java.time.Duration;

/// How a forecast becomes the volatility that margin formulas read: floors, the bound on its fall,
/// and what takes a model out of charge.
///
/// @param floorQuantile σ is never below this quantile of the market's own daily deviations
/// @param stressQuantile the quantile of them that is used when no model can be trusted
/// @param historyDays how many days those quantiles look back, 365 to 3,700
/// @param minHistoryDays how many days must be known before they are used
/// @param dailyFall the largest fall of σ in a day, as a fraction of it; 0 to 1
/// @param toleratedMissingHours how many of the last 24 hours may be missing
/// @param dataAge how old the newest bar may be
/// @param modelAge how long ago a challenger's training may have ended
/// @param lateness how long after its origin a challenger's forecast is waited for
/// @param farFactor a challenger's σ further than this factor from the champion's is not believed
/// @param coverageDays over how many days exceedances of the 95 % edge are counted
/// @param coverageAlarm from how many of them on a model is out of charge
/// @param coverageClear up to how many of them it comes back
/// @param rangeMargin by how much of its range a regressor may leave the one it was trained on
public record SigmaRules(
    double floorQuantile,
    double stressQuantile,
    int historyDays,
    int minHistoryDays,
    double dailyFall,
    int toleratedMissingHours,
    Duration dataAge,
    Duration modelAge,
    Duration lateness,
    double farFactor,
    int coverageDays,
    int coverageAlarm,
    int coverageClear,
    double rangeMargin) {
  /// The rules of every venue.
  ///
  /// Floor and stress are the 25 % and 95 % quantiles of five years; σ falls by at most a tenth a
  /// day. Ten exceedances of a 5 % edge in 60 days come by chance about once in 1,350 times.
  public static final SigmaRules STANDARD =
      new SigmaRules(
          0.25,
          0.95,
          1_825,
          365,
          0.10,
          2,
          Duration.ofHours(6),
          Duration.ofDays(180),
          Duration.ofHours(2),
          2,
          60,
          10,
          6,
          0.5);

  public SigmaRules {
    boolean quantiles =
        0 <= floorQuantile && floorQuantile <= stressQuantile && stressQuantile <= 1;
    boolean days = 2 <= minHistoryDays && minHistoryDays <= historyDays;
    boolean coverage = 0 <= coverageClear && coverageClear < coverageAlarm;
    if (!quantiles
        || !days
        || historyDays > DailyCloses.MAX_DAYS
        || !(dailyFall >= 0 && dailyFall <= 1)
        || !coverage
        || coverageAlarm > coverageDays
        || !(farFactor > 1)
        || !(rangeMargin >= 0)) {
      throw new IllegalArgumentException("Rules for sigma are out of range");
    }
  }

  /// The share of σ that is left of it at least after an hour.
  double hourlyKeep() {
    return StrictMath.pow(1 - dailyFall, 1.0 / 24);
  }
}
