package org.plimsoll.engine.waterfall;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.quantity.Billionths;

/// How the pools are filled, sized and emptied. All fractions are in billionths.
///
/// @param feeShare part of liquidation fees that the base pool receives
/// @param replenishShare part of the venue's fee balance that a pool below target may receive a day
/// @param ownFraction the venue's own capital is at least this fraction of the base pool's target
/// @param withdrawalPerDay most of a pool's balance that may be withdrawn in a day
/// @param levy the levy's formula
/// @param levyCap most of notional that the levy takes
/// @param scenarios price moves that the two largest losers are looked for under
public record PoolRules(
    long feeShare,
    long replenishShare,
    long ownFraction,
    long withdrawalPerDay,
    String levy,
    long levyCap,
    List<Scenario> scenarios) {

  public PoolRules {
    scenarios = List.copyOf(scenarios);
    requireFraction(feeShare, "fee share");
    requireFraction(replenishShare, "replenishing share");
    requireFraction(ownFraction, "own capital");
    requireFraction(withdrawalPerDay, "withdrawal limit");
  }

  /// Price moves that happen together.
  ///
  /// @param id short and stable: `2020-03-12`
  /// @param moves by contract id, as fractions of the mark above −1
  /// @param others of every other contract
  public record Scenario(String id, SortedMap<String, Double> moves, double others) {
    public Scenario {
      moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
      for (double move : moves.values()) {
        requireMove(move);
      }
      requireMove(others);
    }

    /// The same move of everything.
    public static Scenario all(String id, double move) {
      return new Scenario(id, new TreeMap<>(), move);
    }

    private static void requireMove(double move) {
      if (!(move > -1 && move <= 8)) {
        throw new IllegalArgumentException("A price moves by " + move + ", not above -1 to 8");
      }
    }
  }

  private static void requireFraction(long value, String what) {
    if (value < 0 || value > Billionths.ONE) {
      throw new IllegalArgumentException(
          "The " + what + " is " + Billionths.toRate(value) + ", not 0 to 1");
    }
  }
}
