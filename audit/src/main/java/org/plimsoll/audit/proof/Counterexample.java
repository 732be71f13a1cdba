package org.plimsoll.audit.proof;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Outcome;

/// A point of the domain at which a claim does not hold: the exact doubles, with what the reference
/// evaluator gives there.
///
/// It holds in exact arithmetic too: the intervals that enclose both rates at the point, rounding
/// included, lie apart.
public record Counterexample(SortedMap<String, Double> point, Outcome venue, Outcome statute) {
  /// Copies the point.
  public Counterexample {
    point = Collections.unmodifiableSortedMap(new TreeMap<>(point));
  }

  /// By how much the venue's rate is below the statute's; not a number when one of them is absent.
  public double shortfall() {
    return venue instanceof Outcome.Value(double v, var _)
            && statute instanceof Outcome.Value(double s, var _)
        ? s - v
        : Double.NaN;
  }
}
