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
  private @Nullable MarginTiers[][] unscaled = new @Nullable MarginTiers[0][];
  private @Nullable OpenInterestScaling[] scalings = new @Nullable OpenInterestScaling[0];
  private long[] openInterests = new long[0];
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
    row(rateClass, contract)[contract] = scaled(contract, tiers);
    unscaled[rateClass][contract] = tiers;
  }

  /// Has the initial rates of a contract rise with its open interest.
  public void setScaling(int contract, OpenInterestScaling scaling) {
    if (contract >= scalings.length) {
      scalings = Arrays.copyOf(scalings, contract + 1);
      openInterests = Arrays.copyOf(openInterests, contract + 1);
    }
    scalings[contract] = scaling;
  }

  /// Whether initial rates of a contract depend on its open interest.
  public boolean isScaled(int contract) {
    return contract < scalings.length && scalings[contract] != null;
  }

  /// Brings the initial rates of a contract to its open interest, in the unit of its scaling,
  /// rounded up to hundredths of the way between its bounds: rates do not change with every price.
  public void setOpenInterest(int contract, long exactOpenInterest) {
    OpenInterestScaling scaling = contract < scalings.length ? scalings[contract] : null;
    if (scaling == null) {
      return;
    }
    long openInterest = scaling.stepped(exactOpenInterest);
    if (openInterests[contract] == openInterest) {
      return;
    }
    boolean idle = openInterest <= scaling.lower() && openInterests[contract] <= scaling.lower();
    openInterests[contract] = openInterest;
    for (int rateClass = 0; rateClass < unscaled.length && !idle; rateClass++) {
      @Nullable MarginTiers[] row = unscaled[rateClass];
      MarginTiers tiers = contract < row.length ? row[contract] : null;
      if (tiers != null) {
        row(rateClass, contract)[contract] = scaled(contract, tiers);
      }
    }
  }

  private MarginTiers scaled(int contract, MarginTiers tiers) {
    OpenInterestScaling scaling = contract < scalings.length ? scalings[contract] : null;
    return scaling == null || openInterests[contract] <= scaling.lower()
        ? tiers
        : scaling.apply(tiers, openInterests[contract]);
  }

  /// Withdraws the rate: the contract cannot be opened, and its holders not assessed.
  public void clear(int rateClass, int contract) {
    row(rateClass, contract)[contract] = null;
    unscaled[rateClass][contract] = null;
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

  /// How many classes have or had rates.
  int classCount() {
    return revisions.length;
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
      unscaled = Arrays.copyOf(unscaled, rateClass + 1);
      Arrays.fill(unscaled, length, unscaled.length, new @Nullable MarginTiers[0]);
      revisions = Arrays.copyOf(revisions, rateClass + 1);
    }
    revisions[rateClass]++;
    if (contract >= effective[rateClass].length) {
      effective[rateClass] = Arrays.copyOf(effective[rateClass], contract + 1);
      unscaled[rateClass] = Arrays.copyOf(unscaled[rateClass], contract + 1);
    }
    return effective[rateClass];
  }
}
