package org.plimsoll.engine.margin;

import java.util.Arrays;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// A margin rate by notional with cumulative deductions: `notional × rate − deduction`, where each
/// deduction makes the requirement continuous at the floor of its tier.
///
/// Deductions are exact: whole units and a rest in billionths of a unit.
public final class RateSchedule {
  private final long[] floors;
  private final long[] rates;
  private final long[] deductionUnits;
  private final long[] deductionRests;

  private RateSchedule(long[] floors, long[] rates) {
    this.floors = floors;
    this.rates = rates;
    deductionUnits = new long[floors.length];
    deductionRests = new long[floors.length];
    for (int i = 1; i < floors.length; i++) {
      long step = rates[i] - rates[i - 1];
      long whole = Billionths.times(floors[i], step, Rounding.DOWN);
      long rest = deductionRests[i - 1] + floors[i] % Billionths.ONE * step % Billionths.ONE;
      deductionUnits[i] =
          Math.addExact(Math.addExact(deductionUnits[i - 1], whole), rest / Billionths.ONE);
      deductionRests[i] = rest % Billionths.ONE;
    }
  }

  /// The schedule with these floors in settlement units, the first zero and the rest ascending, and
  /// rates in billionths, none falling.
  ///
  /// @throws IllegalArgumentException when they are not
  /// @throws ArithmeticException when a deduction does not fit
  public static RateSchedule of(long[] floors, long[] rates) {
    require(floors.length > 0 && floors.length == rates.length, "one rate per floor");
    require(floors[0] == 0, "the first floor at 0");
    for (int i = 0; i < floors.length; i++) {
      require(rates[i] >= 0 && rates[i] <= Billionths.MAX, "rates from 0 to 9");
      require(i == 0 || floors[i] > floors[i - 1], "ascending floors");
      require(i == 0 || rates[i] >= rates[i - 1], "rates that do not fall");
    }
    return new RateSchedule(floors.clone(), rates.clone());
  }

  /// How many tiers there are.
  public int size() {
    return floors.length;
  }

  /// The notional in settlement units at which a tier starts.
  public long floor(int tier) {
    return floors[tier];
  }

  /// The rate of a tier in billionths.
  public long rate(int tier) {
    return rates[tier];
  }

  /// The whole units of a tier's deduction.
  public long deductionUnits(int tier) {
    return deductionUnits[tier];
  }

  /// What a tier's deduction has beyond whole units, in billionths of a unit.
  public long deductionRest(int tier) {
    return deductionRests[tier];
  }

  /// The tier that a notional falls in; a notional at a floor belongs to the tier it opens.
  public int tierOf(long notional) {
    int tier = 0;
    while (tier + 1 < floors.length && notional >= floors[tier + 1]) {
      tier++;
    }
    return tier;
  }

  /// The requirement on a notional, in settlement units, rounded up once.
  ///
  /// @param notional not negative
  public long requirement(long notional) {
    return requirement(notional, tierOf(notional));
  }

  /// The requirement on a notional known to lie in `tier`.
  long requirement(long notional, int tier) {
    long whole = notional / Billionths.ONE;
    long rest = notional - whole * Billionths.ONE;
    long rate = rates[tier];
    long fraction = rest * rate - deductionRests[tier];
    long up =
        fraction > 0
            ? (fraction + (Billionths.ONE - 1)) / Billionths.ONE
            : fraction / Billionths.ONE;
    return Math.multiplyExact(whole, rate) - deductionUnits[tier] + up;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RateSchedule that
        && Arrays.equals(floors, that.floors)
        && Arrays.equals(rates, that.rates);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(floors) + Arrays.hashCode(rates);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("Tiers need " + what);
    }
  }
}
