package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;

/// What the rule asks of a governor at one instant. Rates are fractions of notional.
///
/// @param rate what formula, floor and cap ask for, and market uplift on top; finite, not negative
/// @param floor the least that the law allows, finite, not negative
/// @param cap the most that the rule allows; infinite when it has none. The floor wins over it
/// @param openPositions whether a rise would hit positions already open
/// @param now never before the instant of the state it is applied to
public record Demand(double rate, double floor, double cap, boolean openPositions, Instant now) {

  public Demand {
    requireRate(rate, "demanded rate");
    requireRate(floor, "floor");
    if (!(cap >= 0)) {
      throw new IllegalArgumentException("The cap " + cap + " is not a rate");
    }
  }

  static void requireRate(double rate, String name) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The " + name + " " + rate + " is not a finite rate of 0 or more");
    }
  }
}
