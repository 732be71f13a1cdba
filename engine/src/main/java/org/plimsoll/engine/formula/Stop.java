package org.plimsoll.engine.formula;

import org.plimsoll.engine.quantity.Reason;

/// Ends an evaluation at its first step without a value. Never leaves this package.
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Expression place;
  private final String problem;

  Stop(Reason reason, Expression place, String problem) {
    super(problem, null, false, false);
    this.reason = reason;
    this.place = place;
    this.problem = problem;
  }

  /// The outcome, naming the sub-expression of `text` that stopped.
  Outcome.Unavailable in(String text) {
    FormulaError.Place at = FormulaError.Place.of(place.span().start(), text);
    return new Outcome.Unavailable(
        reason,
        Excerpt.of(place.span(), text)
            + " (line "
            + at.line()
            + ", column "
            + at.column()
            + "): "
            + problem);
  }
}
