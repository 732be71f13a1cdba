package org.plimsoll.audit.difference;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.plimsoll.audit.proof.LeastDifference;
import org.plimsoll.audit.proof.RateFunction;
import org.plimsoll.engine.formula.analysis.Box;

/// By how much one rule's rate differs from another's over a domain, at most, in either direction.
///
/// @param rise where the second rate is above the first by the most, or least below it
/// @param fall where the second rate is below the first by the most, or least above it
public record RateDifference(Extreme rise, Extreme fall) {
  /// A greatest difference.
  ///
  /// @param change the second rate less the first, as the evaluator gave it at `point`
  /// @param bound what the change is proven not to exceed, in the direction of the extreme
  /// @param isSharp whether the bound is within 1e-9 of the change
  public record Extreme(
      double change,
      double bound,
      boolean isSharp,
      SortedMap<String, Double> point,
      double before,
      double after) {}

  /// The extremes of `after` less `before`, or nothing when no point was seen at which both have a
  /// value.
  ///
  /// @param domain a range for everything that either of the two reads
  /// @param limit wall-clock time for both directions together
  public static Optional<RateDifference> between(
      RateFunction before, RateFunction after, Box domain, Duration limit) {
    Duration half = limit.dividedBy(2);
    Optional<LeastDifference> down = LeastDifference.of(after, before, domain, half);
    Optional<LeastDifference> up = LeastDifference.of(before, after, domain, half);
    if (down.isEmpty() || up.isEmpty()) {
      return Optional.empty();
    }
    LeastDifference fall = down.get();
    LeastDifference rise = up.get();
    return Optional.of(
        new RateDifference(
            new Extreme(
                0 - rise.seen(),
                0 - rise.bound(),
                rise.isSharp(),
                rise.point(),
                rise.minuend(),
                rise.subtrahend()),
            new Extreme(
                fall.seen(),
                fall.bound(),
                fall.isSharp(),
                fall.point(),
                fall.subtrahend(),
                fall.minuend())));
  }

  /// Whether the rates are proven to be the same everywhere, to within 1e-9.
  public boolean isNone() {
    double most = 3 * LeastDifference.TOLERANCE;
    return rise.bound() <= most && fall.bound() >= -most;
  }
}
