package org.plimsoll.audit.checks;

/// What the checks look for. Codes are stable: none is renamed or reused.
public enum CheckCode {
  /// A live rate was computed by another pack, or another version of it, than is in force.
  RULE_DIFFERS("C101", Severity.CRITICAL),
  /// The rule that applies is known to change.
  RULE_CHANGES("C102", Severity.WARNING),
  /// The venue serves a case for which no rule is in force.
  RULE_MISSING("C103", Severity.WARNING),
  /// Nobody has looked at a source for a year.
  CITATION_STALE("C201", Severity.WARNING),
  /// A figure in force was written down from memory.
  EVIDENCE_WEAK("C202", Severity.NOTICE),
  /// A rule in force lacks the value of a parameter.
  VALUE_MISSING("C301", Severity.CRITICAL),
  /// A live rate cannot be computed.
  RATE_UNAVAILABLE("C302", Severity.WARNING),
  /// A parameter contradicts the observation that the formula reads.
  PARAMETERS_DISAGREE("C401", Severity.CRITICAL),
  /// A maintenance rate is above its initial rate, or a floor above its cap.
  BOUNDS_CROSSED("C402", Severity.CRITICAL),
  /// A rate in force undercuts the lawful floor.
  BELOW_LAWFUL_FLOOR("C501", Severity.CRITICAL),
  /// A rate was set by hand past the governor.
  GOVERNOR_OVERRIDDEN("C502", Severity.WARNING),
  /// A rate moved further than its governor allows, and no floor, cap or override explains it.
  GOVERNOR_BYPASSED("C503", Severity.CRITICAL),
  /// The sources of a price lie far apart.
  SOURCES_DISAGREE("C601", Severity.WARNING),
  /// A source of a price has fallen silent.
  SOURCE_SILENT("C602", Severity.WARNING);

  private final String code;
  private final Severity severity;

  CheckCode(String code, Severity severity) {
    this.code = code;
    this.severity = severity;
  }

  /// The stable code, `C` and three digits.
  public String code() {
    return code;
  }

  /// How much it matters.
  public Severity severity() {
    return severity;
  }
}
