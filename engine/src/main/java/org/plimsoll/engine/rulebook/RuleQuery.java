package org.plimsoll.engine.rulebook;

import java.time.Instant;

/// The question which rule applies.
///
/// @param asOf the instant at which the rule must apply
/// @param knownAt the instant at which the rule must have been published, so that a test on the
///     past cannot see the future
public record RuleQuery(
    String jurisdiction,
    String instrumentClass,
    String underlyingClass,
    String clientClass,
    Instant asOf,
    Instant knownAt) {}
