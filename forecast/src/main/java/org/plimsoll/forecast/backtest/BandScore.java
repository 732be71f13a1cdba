package org.plimsoll.forecast.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.interval.Intervals;

/// How an interval held.
///
/// @param days how many are judged
/// @param below on how many the outcome fell below
/// @param above on how many it rose above
/// @param missed on how many it did either
/// @param meanWidth of the interval, percentage points
/// @param kupiec of the misses at the nominal rate
/// @param kupiecBelow of those below at half the rate
/// @param kupiecAbove of those above at half the rate
/// @param conditional coverage and independence together, after Christoffersen
/// @param zone of the traffic light, by all misses
public record BandScore(
    Band band,
    int days,
    int below,
    int above,
    int missed,
    double meanWidth,
    TestResult kupiec,
    TestResult kupiecBelow,
    TestResult kupiecAbove,
    TestResult conditional,
    TrafficLight zone) {

  /// The share of outcomes within.
  public double coverage() {
    return 1 - (double) missed / days;
  }

  /// The least probability of the three tests of how often the bounds were passed.
  public double leastKupiec() {
    return Math.min(kupiec.pValue(), Math.min(kupiecBelow.pValue(), kupiecAbove.pValue()));
  }

  /// The score of judged rows that have intervals; empty below two of them.
  public static Optional<BandScore> of(Band band, List<Track.Row> judged) {
    List<Boolean> misses = new ArrayList<>();
    int below = 0;
    int above = 0;
    double width = 0;
    for (Track.Row row : judged) {
      Intervals intervals = row.intervals();
      if (intervals == null) {
        continue;
      }
      Target.Observed outcome = Track.outcome(row);
      boolean under = band.isBelow(intervals, outcome);
      boolean over = band.isAbove(intervals, outcome);
      below += under ? 1 : 0;
      above += over ? 1 : 0;
      misses.add(under || over);
      width += band.high(intervals) - band.low(intervals);
    }
    int n = misses.size();
    if (n < 2) {
      return Optional.empty();
    }
    boolean[] exceeded = new boolean[n];
    for (int i = 0; i < n; i++) {
      exceeded[i] = misses.get(i);
    }
    int missed = Coverage.count(exceeded);
    return Optional.of(
        new BandScore(
            band,
            n,
            below,
            above,
            missed,
            width / n,
            Coverage.kupiec(n, missed, band.miss()),
            Coverage.kupiec(n, below, band.miss() / 2),
            Coverage.kupiec(n, above, band.miss() / 2),
            Coverage.conditional(exceeded, band.miss()),
            TrafficLight.of(n, missed, band.miss())));
  }
}
