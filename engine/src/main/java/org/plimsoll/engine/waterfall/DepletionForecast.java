package org.plimsoll.engine.waterfall;

/// How long a pool lasts at the flows of its last days.
///
/// @param days how many days were looked at, at most {@link PoolHistory#DAYS}
/// @param netPerDay mean of what came in less what losses took, in units a day
/// @param badPerDay the mean less one standard deviation
/// @param lastsDays days until the balance is gone at the mean; infinite when it does not shrink
/// @param lastsBadDays the same at one deviation below the mean
public record DepletionForecast(
    int days, double netPerDay, double badPerDay, double lastsDays, double lastsBadDays) {}
