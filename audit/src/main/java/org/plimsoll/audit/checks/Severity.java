package org.plimsoll.audit.checks;

/// How much a finding matters, from most to least.
public enum Severity {
  /// A rate or a rule is not what the law requires.
  CRITICAL,
  /// Something will be wrong, or may be, and a person must look.
  WARNING,
  /// A reader of the numbers should know.
  NOTICE
}
