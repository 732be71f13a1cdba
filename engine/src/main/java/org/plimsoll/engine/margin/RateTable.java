package org.plimsoll.engine.margin;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Billionths;

/// The rates in force, by rate class and contract: the venue's tiers, raised to the dynamic rate.
///
/// A rate class is one combination of jurisdiction and client class; its index is the caller's. A
/// pair without a rate is not zero: whoever holds it cannot be assessed, and no one may open it.
public final class RateTable {
  private static final int MAX_RATE_CLASSES = 4096;
  private static final MarginTiers NO_TIERS = MarginTiers.flat(0, 0);

  private @Nullable MarginTiers[][] effective = new @Nullable MarginTiers[0][];
  private MarginTiers[] base = new MarginTiers[0];
  private int[] revisions = new int[0];

  /// Sets the venue's own tiers of a contract. Takes effect at the next {@link #set}.
  public void setTiers(int contract, MarginTiers tiers) {
    if (contract >= base.length) {
      int length = base.length;
      base = Arrays.copyOf(base, contract + 1);
      Arrays.fill(base, length, base.length, NO_TIERS);
    }
    base[contract] = tiers;
  }

  /// The venue's own tiers of a contract; one tier at zero when none were set.
  public MarginTiers tiers(int contract) {
    return contract < base.length ? base[contract] : NO_TIERS;
  }

  /// Puts dynamic rates in force for a rate class and contract.
  ///
  /// Each is rounded up to whole billionths, see {@link Billionths#ofRate}.
  ///
  /// @throws IllegalArgumentException when a rate is outside 0 to 9, or maintenance above initial
  public void set(int rateClass, int contract, double initialRate, double maintenanceRate) {
    set(
        rateClass,
        contract,
        tiers(contract)
            .atLeast(Billionths.ofRate(initialRate), Billionths.ofRate(maintenanceRate)));
  }

  /// Puts tiers in force as they are.
  public void set(int rateClass, int contract, MarginTiers tiers) {
    row(rateClass, contract)[contract] = tiers;
  }

  /// Withdraws the rate: the contract cannot be opened, and its holders not assessed.
  public void clear(int rateClass, int contract) {
    row(rateClass, contract)[contract] = null;
  }

  /// The tiers in force.
  public Optional<MarginTiers> find(int rateClass, int contract) {
    return Optional.ofNullable(at(rateClass, contract));
  }

  @Nullable MarginTiers at(int rateClass, int contract) {
    if (rateClass >= effective.length) {
      return null;
    }
    @Nullable MarginTiers[] row = effective[rateClass];
    return contract < row.length ? row[contract] : null;
  }

  /// A number that differs after every change to the rates of a class. Not part of any state.
  int revision(int rateClass) {
    return rateClass < revisions.length ? revisions[rateClass] : 0;
  }

  private @Nullable MarginTiers[] row(int rateClass, int contract) {
    if (rateClass >= MAX_RATE_CLASSES) {
      throw new IllegalArgumentException("More than " + MAX_RATE_CLASSES + " rate classes");
    }
    int length = effective.length;
    if (rateClass >= length) {
      effective = Arrays.copyOf(effective, rateClass + 1);
      Arrays.fill(effective, length, effective.length, new @Nullable MarginTiers[0]);
      revisions = Arrays.copyOf(revisions, rateClass + 1);
    }
    revisions[rateClass]++;
    if (contract >= effective[rateClass].length) {
      effective[rateClass] = Arrays.copyOf(effective[rateClass], contract + 1);
    }
    return effective[rateClass];
  }
}
