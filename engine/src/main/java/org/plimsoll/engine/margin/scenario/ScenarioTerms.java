package org.plimsoll.engine.margin.scenario;

import java.util.List;

/// The figures of a scenario-margin method. A venue's method is these figures; nothing else of it
/// is in code.
///
/// @param shocks price × volatility scenarios, at least one
/// @param volatility size of volatility moves
/// @param basis move of forwards against the spot price
/// @param gainDiscount what a gain in an expiry's options counts for
/// @param contingencies charges on the size of positions
/// @param peg charge for a settlement currency below its peg
/// @param confidence charge for prices of low confidence
/// @param gainShare part of a scenario's gain that is shown and may offset other books, 0 to 1
/// @param initialFactor initial requirement per unit of risk, at least the maintenance factor
/// @param maintenanceFactor maintenance requirement per unit of risk, positive
public record ScenarioTerms(
    List<Shock> shocks,
    VolatilityShock volatility,
    Basis basis,
    GainDiscount gainDiscount,
    Contingencies contingencies,
    Peg peg,
    Confidence confidence,
    double gainShare,
    double initialFactor,
    double maintenanceFactor) {
  /// Most scenarios of a method.
  public static final int MAX_SHOCKS = 512;

  /// A move of every forward against spot, of which a part that grows with time is charged:
  /// `share + sharePerYear × t`. Expiries are not netted.
  ///
  /// @param up relative rise
  /// @param down relative fall, as a positive number below 1
  public record Basis(double up, double down, double share, double sharePerYear) {
    public Basis {
      requireFraction(down, "fall of the basis");
      requireNotNegative(up, "rise of the basis");
      requireNotNegative(share, "share of the basis");
      requireNotNegative(sharePerYear, "yearly share of the basis");
    }
  }

  /// A positive value of an expiry's options counts for `base × exp(−t (rateFactor × max(rate, 0) +
  /// rateAdd))` of itself in a scenario, since a gain is not yet money.
  public record GainDiscount(double base, double rateFactor, double rateAdd) {
    public GainDiscount {
      requireFraction(base, "static discount");
      requireNotNegative(rateFactor, "factor on the rate");
      requireNotNegative(rateAdd, "addition to the rate");
    }
  }

  /// Charges per unit of position, as parts of the spot price.
  ///
  /// @param perpetual on perpetuals, long or short
  /// @param future on dated futures, long or short
  /// @param base on the asset itself
  /// @param option on options sold and not paired with one bought at the same strike and expiry
  public record Contingencies(double perpetual, double future, double base, double option) {
    public Contingencies {
      requireNotNegative(perpetual, "contingency on perpetuals");
      requireNotNegative(future, "contingency on futures");
      requireNotNegative(base, "contingency on assets");
      requireNotNegative(option, "contingency on options");
    }
  }

  /// Below `threshold` the initial factor grows by `factor × (threshold − price)`.
  public record Peg(double threshold, double factor) {
    public Peg {
      requireNotNegative(threshold, "threshold of the peg");
      requireNotNegative(factor, "factor of the peg");
    }
  }

  /// Below `threshold` the initial requirement grows by `rate × (1 − confidence)` of the spot price
  /// per unit of position.
  public record Confidence(double threshold, double rate) {
    public Confidence {
      requireFraction(threshold, "threshold of confidence");
      requireNotNegative(rate, "rate of confidence");
    }
  }

  public ScenarioTerms {
    shocks = List.copyOf(shocks);
    requireFraction(gainShare, "share of gains");
    if (shocks.isEmpty() || shocks.size() > MAX_SHOCKS) {
      throw new IllegalArgumentException(shocks.size() + " scenarios, limit " + MAX_SHOCKS);
    }
    if (!(maintenanceFactor > 0 && initialFactor >= maintenanceFactor && initialFactor <= 100)) {
      throw new IllegalArgumentException(
          "Factors of " + initialFactor + " initial and " + maintenanceFactor + " maintenance");
    }
  }

  private static void requireFraction(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is outside 0 to 1");
    }
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is not 0 or more");
    }
  }
}
