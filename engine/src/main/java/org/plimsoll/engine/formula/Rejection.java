package org.plimsoll.engine.formula;

/// Ends reading a text at its first error in words or sentences. Never leaves this package.
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Span span;
  private final String problem;

  Rejection(ErrorCode code, Span span, String problem) {
    super(problem, null, false, false);
    this.code = code;
    this.span = span;
    this.problem = problem;
  }

  FormulaError in(String text) {
    return FormulaError.of(code, span, text, problem);
  }
}
