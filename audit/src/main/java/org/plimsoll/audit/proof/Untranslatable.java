package org.plimsoll.audit.proof;

/// Ends the translation of a formula that has a part without an exact counterpart in the arithmetic
/// of polynomials.
final class Untranslatable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Untranslatable(String part) {
    super(part, null, false, false);
  }
}
