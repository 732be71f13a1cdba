package org.plimsoll.engine.rulebook;

/// How well a statement about the law is supported, from best to worst.
public enum Evidence {
  /// The official text, or a regulator's own page, was read.
  VERIFIED,
  /// A law firm's or an industry summary, a venue's page or a press report was read.
  SECONDARY,
  /// Written down from memory; to be confirmed before anybody relies on it.
  MEMORY
}
