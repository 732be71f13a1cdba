package org.plimsoll.service.api;

import org.plimsoll.engine.formula.Explanation;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.api.view.TraceNode;

/// The wire form of an evaluation's steps.
public final class Traces {
  private Traces() {}

  /// The tree of steps, with the bits of the evaluation.
  public static TraceNode of(Explanation step) {
    Double value = null;
    Boolean truth = null;
    String reason = null;
    switch (step.outcome()) {
      case Outcome.Value(double number, var _) -> value = number;
      case Outcome.Truth(boolean holds) -> truth = holds;
      case Outcome.Unavailable(Reason why, String _) -> reason = why.name();
    }
    return new TraceNode(
        step.text(),
        value,
        truth,
        reason,
        step.unit().toString(),
        step.span().start(),
        step.span().end(),
        step.children().stream().map(Traces::of).toList());
  }
}
