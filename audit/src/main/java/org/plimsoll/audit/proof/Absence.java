package org.plimsoll.audit.proof;

/// How a claim treats points at which one of the two rates has no value: a division by zero, the
/// root of a negative number, a rate that is not above 0 and so on.
public enum Absence {
  /// Such a point violates the claim: a proof then says that both rates always have a value.
  VIOLATES,
  /// The claim is about the points at which both rates have a value.
  EXCLUDED
}
