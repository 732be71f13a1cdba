package org.plimsoll.engine.portfolio;

import java.util.Arrays;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.quantity.Billionths;

/// The tiers of one rate class and instrument, flat for the loops. Immutable: readers beside the
/// writer see the old one or the new one, never a mixture.
final class Schedule {
  private static final int STRIDE = 8; // floor, two rates, two deductions of two halves
  private static final int FOURS = 4;

  static final int INITIAL = 1;
  private static final int MAINTENANCE = 2;
  static final int INITIAL_LOW = 3;
  static final int INITIAL_HIGH = 4;
  private static final int MAINTENANCE_LOW = 5;
  private static final int MAINTENANCE_HIGH = 6;

  private final MarginTiers tiers;
  private final int size;
  private final int first; // where the tiers begin, behind the starts
  private final long[] flat; // starts: floors from the second less one, filled up to fours; tiers

  private Schedule(MarginTiers tiers) {
    this.tiers = tiers;
    size = tiers.size();
    first = Math.max(1, (size - 1 + FOURS - 1) / FOURS) * FOURS;
    flat = new long[first + size * STRIDE];
    Arrays.fill(flat, 0, first, Long.MAX_VALUE);
    for (int tier = 0; tier < size; tier++) {
      int at = first + tier * STRIDE;
      if (tier > 0) {
        flat[tier - 1] = tiers.initial().floor(tier) - 1;
      }
      flat[at] = tiers.initial().floor(tier);
      flat[at + INITIAL] = tiers.initial().rate(tier);
      flat[at + MAINTENANCE] = tiers.maintenance().rate(tier);
      setDeduction(at + INITIAL_LOW, tiers.initial(), tier);
      setDeduction(at + MAINTENANCE_LOW, tiers.maintenance(), tier);
    }
  }

  /// The flat form of these tiers, at most {@link Limits#TIERS}.
  static Schedule of(MarginTiers tiers) {
    return new Schedule(tiers);
  }

  private void setDeduction(int at, RateSchedule schedule, int tier) {
    long units = schedule.deductionUnits(tier);
    long whole = units * Billionths.ONE;
    long rest = schedule.deductionRest(tier);
    flat[at] = whole + rest;
    flat[at + 1] = Math.multiplyHigh(units, Billionths.ONE) + Wide.carry(whole, rest, flat[at]);
  }

  MarginTiers tiers() {
    return tiers;
  }

  int size() {
    return size;
  }

  /// The tier of a notional, which is not negative; one at a floor belongs to the tier it opens.
  ///
  /// Counts the starts below it, without branches.
  int tierOf(long notional) {
    long[] own = flat;
    long tier = below(own, 0, notional);
    for (int at = FOURS; at < first; at += FOURS) {
      tier += below(own, at, notional);
    }
    return Math.min((int) tier, size - 1); // half-read figures may be out of all bounds
  }

  private static long below(long[] starts, int at, long notional) {
    return ((starts[at] - notional) >>> 63)
        + ((starts[at + 1] - notional) >>> 63)
        + ((starts[at + 2] - notional) >>> 63)
        + ((starts[at + 3] - notional) >>> 63);
  }

  /// The numbers of all tiers; where one's begin is told by {@link #row}.
  long[] flat() {
    return flat;
  }

  /// Where the numbers of a notional's tier begin.
  int row(long notional) {
    return first + tierOf(notional) * STRIDE;
  }

  long floor(int tier) {
    return flat[first + tier * STRIDE];
  }

  long initialRate(int tier) {
    return flat[first + tier * STRIDE + INITIAL];
  }

  long maintenanceRate(int tier) {
    return flat[first + tier * STRIDE + MAINTENANCE];
  }

  long initialLow(int tier) {
    return flat[first + tier * STRIDE + INITIAL_LOW];
  }

  long initialHigh(int tier) {
    return flat[first + tier * STRIDE + INITIAL_HIGH];
  }

  long maintenanceLow(int tier) {
    return flat[first + tier * STRIDE + MAINTENANCE_LOW];
  }

  long maintenanceHigh(int tier) {
    return flat[first + tier * STRIDE + MAINTENANCE_HIGH];
  }

  /// The highest initial rate, in billionths.
  long steepest() {
    return initialRate(size - 1);
  }

  /// The smallest quantity, without sign, whose notional at a unit value reaches a tier's floor.
  long leastQuantity(int tier, long unitValue) {
    long floor = floor(tier);
    long quotient = floor / unitValue;
    return quotient * unitValue == floor ? quotient : quotient + 1;
  }
}
