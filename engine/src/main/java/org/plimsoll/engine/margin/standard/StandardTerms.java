package org.plimsoll.engine.margin.standard;

/// The figures of a standard-margin method. Rates are parts of a price.
///
/// @param delta on perpetuals and dated futures
/// @param option on options sold alone
/// @param unpairedInitial part of the forward per call sold and not bought, in the greatest loss
/// @param unpairedMaintenance the same for the maintenance requirement
/// @param base what the asset counts for as collateral
/// @param peg charge for a settlement currency below its peg
/// @param confidence charge for prices of low confidence
public record StandardTerms(
    Delta delta,
    Option option,
    double unpairedInitial,
    double unpairedMaintenance,
    Base base,
    Peg peg,
    Confidence confidence) {
  /// Rates on the notional of perpetuals and futures.
  public record Delta(double initial, double maintenance) {
    public Delta {
      requireFraction(initial, "initial rate");
      requireFraction(maintenance, "maintenance rate");
      if (maintenance > initial) {
        throw new IllegalArgumentException(
            "Maintenance rate " + maintenance + " is above the initial rate " + initial);
      }
    }
  }

  /// Rates on options sold, each on top of the option's mark.
  ///
  /// @param most initial rate of spot at the money; the part out of the money is taken off
  /// @param least initial rate of spot, far out of the money
  /// @param callMaintenance maintenance rate of spot for a call
  /// @param putMaintenance maintenance rate of spot for a put
  /// @param putMarkMaintenance maintenance rate of the mark for a put, if greater
  /// @param putInitialFactor a put's initial requirement is at least this times its maintenance one
  public record Option(
      double most,
      double least,
      double callMaintenance,
      double putMaintenance,
      double putMarkMaintenance,
      double putInitialFactor) {
    public Option {
      requireFraction(most, "most initial rate");
      requireFraction(least, "least initial rate");
      requireFraction(callMaintenance, "maintenance rate of calls");
      requireFraction(putMaintenance, "maintenance rate of puts");
      requireFraction(putMarkMaintenance, "maintenance rate of a put's mark");
      requireNotNegative(putInitialFactor, "factor of puts");
    }
  }

  /// What an asset counts for.
  ///
  /// @param weight part of its value
  /// @param initialScale part of the weight that the initial requirement counts
  public record Base(double weight, double initialScale) {
    public Base {
      requireFraction(weight, "weight of the asset");
      requireFraction(initialScale, "initial scale of the asset");
    }
  }

  /// Below `threshold` the initial requirement grows by `factor × (threshold − price)` of spot per
  /// perpetual and option sold.
  public record Peg(double threshold, double factor) {
    public Peg {
      requireNotNegative(threshold, "threshold of the peg");
      requireNotNegative(factor, "factor of the peg");
    }
  }

  /// Below `threshold` the initial requirement grows by `rate × (1 − confidence)` of spot per
  /// perpetual, option sold and unit of the asset.
  public record Confidence(double threshold, double rate) {
    public Confidence {
      requireFraction(threshold, "threshold of confidence");
      requireNotNegative(rate, "rate of confidence");
    }
  }

  public StandardTerms {
    requireNotNegative(unpairedInitial, "unpaired initial rate");
    requireNotNegative(unpairedMaintenance, "unpaired maintenance rate");
  }

  private static void requireFraction(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is outside 0 to 1");
    }
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is outside 0 to 100");
    }
  }
}
