package org.plimsoll.engine.margin;

import java.util.Arrays;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The notional tiers of a contract: initial and maintenance schedules over the same floors.
///
/// @param initial what must be covered to open
/// @param maintenance what must be covered to keep, never above initial in any tier
public record MarginTiers(RateSchedule initial, RateSchedule maintenance) {

  public MarginTiers {
    if (initial.size() != maintenance.size()) {
      throw new IllegalArgumentException("Tiers need as many initial as maintenance rates");
    }
    for (int i = 0; i < initial.size(); i++) {
      if (initial.floor(i) != maintenance.floor(i) || initial.rate(i) < maintenance.rate(i)) {
        throw new IllegalArgumentException(
            "Tiers need common floors and no maintenance rate above the initial rate; tier "
                + i
                + " breaks that");
      }
    }
  }

  /// Tiers with these floors in settlement units and rates in billionths.
  ///
  /// @throws IllegalArgumentException when floors or rates do not ascend, or a maintenance rate is
  ///     above its initial rate
  public static MarginTiers of(long[] floors, long[] initial, long[] maintenance) {
    return new MarginTiers(RateSchedule.of(floors, initial), RateSchedule.of(floors, maintenance));
  }

  /// Tiers whose maintenance rates are a fraction of the initial ones, rounded up to billionths.
  ///
  /// @param fraction in billionths, 0 to 1
  public static MarginTiers proportional(long[] floors, long[] initial, long fraction) {
    long[] maintenance = new long[initial.length];
    for (int i = 0; i < maintenance.length; i++) {
      maintenance[i] = Billionths.times(initial[i], fraction, Rounding.UP);
    }
    return of(floors, initial, maintenance);
  }

  /// One tier: the same rates for every notional.
  public static MarginTiers flat(double initialRate, double maintenanceRate) {
    return of(
        new long[] {0},
        new long[] {Billionths.ofRate(initialRate)},
        new long[] {Billionths.ofRate(maintenanceRate)});
  }

  /// How many tiers there are.
  public int size() {
    return initial.size();
  }

  /// The tiers in which no rate is below a dynamic rate; continuous again, deductions recomputed.
  ///
  /// A tier that no longer differs from the one below it is joined to that one.
  ///
  /// @param initialRate in billionths
  /// @param maintenanceRate in billionths, not above `initialRate`
  public MarginTiers atLeast(long initialRate, long maintenanceRate) {
    long[] floors = new long[size()];
    long[] initials = new long[size()];
    long[] maintenances = new long[size()];
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      long raisedInitial = Math.max(initial.rate(i), initialRate);
      long raisedMaintenance = Math.max(maintenance.rate(i), maintenanceRate);
      boolean differs =
          kept == 0
              || raisedInitial != initials[kept - 1]
              || raisedMaintenance != maintenances[kept - 1];
      if (differs) {
        floors[kept] = initial.floor(i);
        initials[kept] = raisedInitial;
        maintenances[kept] = raisedMaintenance;
        kept++;
      }
    }
    return of(
        Arrays.copyOf(floors, kept),
        Arrays.copyOf(initials, kept),
        Arrays.copyOf(maintenances, kept));
  }
}
