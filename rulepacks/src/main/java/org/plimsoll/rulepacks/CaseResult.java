package org.plimsoll.rulepacks;

import org.plimsoll.engine.rulebook.WorkedCase;

/// What a rule pack gave for one of its worked cases.
///
/// @param passed whether it is what the case expects
/// @param actual what came out, in words
public record CaseResult(
    String packId, int packVersion, WorkedCase example, boolean passed, String actual) {}
