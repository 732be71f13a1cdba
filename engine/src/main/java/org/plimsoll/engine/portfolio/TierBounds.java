package org.plimsoll.engine.portfolio;

import java.util.Arrays;

/// Where the tiers of each list of holders meet: for each floor the last holder below it and the
/// first at or above it, so that most moves of a price are seen to cross no one without a search.
///
/// Holds for a list until it or its tiers change; {@link #forget} then has it found anew.
final class TierBounds {
  private final long[] below; // the quantity without sign; 0 where there is none
  private final long[] above;

  TierBounds(int lists) {
    below = new long[lists * Limits.TIERS];
    above = new long[lists * Limits.TIERS];
    Arrays.fill(below, Long.MAX_VALUE);
  }

  /// Has a list's bounds found anew.
  void forget(int list) {
    int first = list * Limits.TIERS;
    Arrays.fill(below, first, first + Limits.TIERS, Long.MAX_VALUE); // no quantity is above that
  }

  /// Whether no holder lies between a tier's bound and a quantity.
  boolean holds(int list, int tier, long quantity) {
    int at = list * Limits.TIERS + tier;
    return below[at] < quantity && quantity <= above[at];
  }

  /// Notes the bound of a tier at the place of its first holder.
  void note(int list, int tier, Holders holders, int ordinal, int index) {
    int at = list * Limits.TIERS + tier;
    below[at] = holders.before(list, ordinal, index);
    above[at] = holders.from(list, ordinal, index);
  }
}
