package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that a governor or an anti-procyclicality tool did to a rate.
///
/// @param kind which part did it
/// @param before the rate it was given
/// @param after the rate it let through
/// @param limit the part's setting that decided: the step, the band, the floor, the fraction
/// @param until when it ends: of a notice the effect, of an override the expiry
/// @param note the stated reason of an override; otherwise empty
public record GovernorStep(
    Kind kind, double before, double after, double limit, @Nullable Instant until, String note) {

  /// The parts, by their stable names.
  public enum Kind {
    /// The margin-level tool of Article 28(1)(a): a buffer, used up while margins rise.
    BUFFER25,
    /// The tool of Article 28(1)(b): a weight on stress.
    STRESS25,
    /// The tool of Article 28(1)(c): a floor from ten years.
    FLOOR10Y,
    /// A rate set by a person for a stated reason and time.
    OVERRIDE,
    /// A change too small to follow.
    HYSTERESIS,
    /// A change cut to the largest step of an interval.
    MAXIMUM_STEP,
    /// A rise announced that waits for its time.
    NOTICE,
    /// An announced rise called off, since it is no longer asked for.
    NOTICE_WITHDRAWN,
    /// The rule's cap, applied at once.
    CAP,
    /// The law's floor, applied at once.
    FLOOR
  }

  static GovernorStep of(Kind kind, double before, double after, double limit) {
    return new GovernorStep(kind, before, after, limit, null, "");
  }

  /// What was done and why, in English.
  public String why() {
    return switch (kind) {
      case BUFFER25 -> "buffer of up to " + limit + " of the calculated margin";
      case STRESS25 -> "stressed margin weighted " + limit;
      case FLOOR10Y -> "not below " + limit + ", the margin of ten years of volatility";
      case OVERRIDE -> "override until " + until + ": " + note;
      case HYSTERESIS -> "change is below the band of " + limit;
      case MAXIMUM_STEP -> "at most " + limit + " within one interval";
      case NOTICE -> "open positions are given notice of " + limit + " until " + until;
      case NOTICE_WITHDRAWN -> "the announced " + limit + " is no longer asked for";
      case CAP -> "not above the rule's cap of " + limit;
      case FLOOR -> "not below the statutory floor of " + limit;
    };
  }
}
