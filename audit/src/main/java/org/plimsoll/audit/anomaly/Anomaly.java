package org.plimsoll.audit.anomaly;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A stretch of hours that do not fit the stream, told at its first.
///
/// The dimensions are: `basis`, the log of price over reference less what is usual, in deviations
/// of an hour; `lag`, its mean size over six hours; `drift`, its mean over a day; `still`, hours
/// without a change of the price, less one; `rate`, what the change of the deviation leaves of the
/// change of the rate, as a share of the rate.
///
/// @param score of the forest: near 1 for what is usual
/// @param threshold that the score passed
/// @param seen the figures by dimension
/// @param expected what the forest expects of each, given the others
/// @param attribution how much of the score each dimension bears; the sum is 1
public record Anomaly(
    Instant time,
    double score,
    double threshold,
    SortedMap<String, Double> seen,
    SortedMap<String, Double> expected,
    SortedMap<String, Double> attribution) {
  /// Copies the maps.
  public Anomaly {
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    expected = Collections.unmodifiableSortedMap(new TreeMap<>(expected));
    attribution = Collections.unmodifiableSortedMap(new TreeMap<>(attribution));
  }

  /// The dimension that bears most of the score.
  public String mainDimension() {
    return attribution.entrySet().stream()
        .max(java.util.Map.Entry.comparingByValue())
        .map(java.util.Map.Entry::getKey)
        .orElse("");
  }
}
