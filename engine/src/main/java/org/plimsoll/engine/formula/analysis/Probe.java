package org.plimsoll.engine.formula.analysis;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.Span;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.quantity.Reason;

/// Evaluates a formula at points of a box and remembers the extremes and the failures.
final class Probe {
  static final Comparator<Span> BY_PLACE =
      Comparator.comparingInt(Span::start).thenComparingInt(Span::end);

  private final TreeEvaluator evaluator = new TreeEvaluator();
  private final Formula formula;
  private final Space space;
  private final SortedMap<Reason, Sample> failures = new TreeMap<>();
  private @Nullable Sample first;
  private @Nullable Sample least;
  private @Nullable Sample most;

  Probe(Formula formula, Space space) {
    this.formula = formula;
    this.space = space;
  }

  Sample at(double... point) {
    var inputs = space.inputs(point);
    var sample = new Sample(inputs, evaluator.evaluate(formula, inputs));
    remember(sample);
    return sample;
  }

  Sample at(double[] point, int input, double value) {
    double[] moved = point.clone();
    moved[input] = value;
    return at(moved);
  }

  /// The value of every expression that is evaluated at a point, by its place in the text.
  NavigableMap<Span, Double> steps(double[] point, int input, double value) {
    double[] moved = point.clone();
    moved[input] = value;
    NavigableMap<Span, Double> steps = new TreeMap<>(BY_PLACE);
    evaluator.evaluate(
        formula, space.inputs(moved), (expression, result) -> steps.put(expression.span(), result));
    return steps;
  }

  private void remember(Sample sample) {
    if (sample.outcome() instanceof Outcome.Unavailable(Reason reason, String _)) {
      failures.putIfAbsent(reason, sample);
      return;
    }
    double value = sample.value();
    first = first == null ? sample : first;
    least = least == null || value < least.value() ? sample : least;
    most = most == null || value > most.value() ? sample : most;
  }

  /// The first point that had a value.
  @Nullable Sample first() {
    return first;
  }

  @Nullable Sample least() {
    return least;
  }

  @Nullable Sample most() {
    return most;
  }

  /// The first point for each reason that was met.
  SortedMap<Reason, Sample> failures() {
    return Collections.unmodifiableSortedMap(failures);
  }
}
