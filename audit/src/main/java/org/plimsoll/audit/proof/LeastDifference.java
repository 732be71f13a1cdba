package org.plimsoll.audit.proof;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.analysis.Box;

/// The least of one rate less another over a domain, where both have a value.
///
/// @param seen the least difference that the reference evaluator gave, at `point`
/// @param bound a number below which the difference is proven not to fall; −∞ when none was found
/// @param cells boxes looked at
public record LeastDifference(
    double seen,
    double bound,
    SortedMap<String, Double> point,
    double minuend,
    double subtrahend,
    long cells) {
  /// How far the bound may be from the least value seen when the search ends by itself.
  public static final double TOLERANCE = 1e-9;

  private static final long MOST_CELLS = 100_000;

  /// The least difference, or nothing when there is no point at which both were seen to have a
  /// value.
  ///
  /// @param domain a range for everything that either of the two reads
  public static Optional<LeastDifference> of(
      RateFunction minuend, RateFunction subtrahend, Box domain, Duration limit) {
    CellSearch search = CellSearch.forLeast(minuend, subtrahend, domain, TOLERANCE);
    search.run(MOST_CELLS, System.nanoTime() + limit.toNanos());
    return search.least().flatMap(least -> of(least, search));
  }

  private static Optional<LeastDifference> of(Counterexample least, CellSearch search) {
    return least.venue() instanceof Outcome.Value(double one, var _)
            && least.statute() instanceof Outcome.Value(double other, var _)
        ? Optional.of(
            new LeastDifference(
                one - other,
                Math.min(search.lowerBound(), one - other),
                least.point(),
                one,
                other,
                search.cells()))
        : Optional.empty();
  }

  /// Whether the bound is as near to what was seen as the search aims for.
  public boolean isSharp() {
    return seen - bound <= 2 * TOLERANCE;
  }
}
