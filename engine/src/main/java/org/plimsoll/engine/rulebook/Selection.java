package org.plimsoll.engine.rulebook;

/// How a binding rule pack comes to apply.
public enum Selection {
  /// By jurisdiction, classes and date.
  AUTOMATIC,
  /// Only when a firm elects it by its id, as with a margin model that needs an approval.
  ELECTIVE
}
