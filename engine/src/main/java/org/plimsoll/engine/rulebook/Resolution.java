package org.plimsoll.engine.rulebook;

import org.plimsoll.engine.quantity.Reason;

/// The answer to the question which rule applies.
public sealed interface Resolution {
  /// One rule applies.
  record Resolved(RuleSet ruleSet) implements Resolution {}

  /// No rule can be applied.
  ///
  /// @param detail what was looked for, and which packs came closest
  record NoRule(Reason reason, String detail) implements Resolution {}
}
