package org.plimsoll.audit.proof;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Range;

/// The claim that a venue's rate is nowhere in the domain below a statute's.
///
/// @param domain a range for every observation that either of the two reads; truths are 0, 1 or
///     both
/// @param margin how far below still counts as not below, at least 0
public record Claim(
    RateFunction venue, RateFunction statute, Box domain, double margin, Absence absence) {
  /// Checks that the domain names everything that is read.
  ///
  /// @throws IllegalArgumentException with the names that are missing, or a truth's wrong range
  public Claim {
    if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("A margin of " + margin);
    }
    SortedMap<String, Unit> read = new TreeMap<>(venue.observations());
    read.putAll(statute.observations());
    SortedMap<String, Range> named = new TreeMap<>();
    SortedSet<String> missing = new TreeSet<>();
    SortedMap<String, Range> given = domain.ranges();
    read.forEach(
        (name, unit) -> {
          Range range = given.get(name);
          if (range == null) {
            missing.add(name);
          } else {
            requireTruths(name, unit, range);
            named.put(name, range);
          }
        });
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("The domain has no range of " + missing);
    }
    domain = new Box(named);
  }

  /// The claim without a margin, violated where a rate has no value.
  public static Claim of(RateFunction venue, RateFunction statute, Box domain) {
    return new Claim(venue, statute, domain, 0, Absence.VIOLATES);
  }

  /// The observations that the two rates read, with their units.
  public SortedMap<String, Unit> observations() {
    SortedMap<String, Unit> read = new TreeMap<>(venue.observations());
    read.putAll(statute.observations());
    return read;
  }

  private static void requireTruths(String name, Unit unit, Range range) {
    boolean ends =
        (range.lower() == 0 || range.lower() == 1) && (range.upper() == 0 || range.upper() == 1);
    if (unit.isBoolean() && !ends) {
      throw new IllegalArgumentException(name + " is a truth and cannot range over " + range);
    }
  }
}
