package org.plimsoll.engine.rulebook;

import org.plimsoll.engine.formula.Unit;

/// A figure that formulas read and that the market or the venue supplies.
public record Observation(String name, Unit unit, String description) {}
