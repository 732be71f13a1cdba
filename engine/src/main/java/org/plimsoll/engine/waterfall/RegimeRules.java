package org.plimsoll.engine.waterfall;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.quantity.Billionths;

/// When a regime begins and ends, and what it changes: data, one for each regime.
///
/// @param stressed when markets count as stressed
/// @param extreme when they count as extreme
/// @param dwellMillis how long a lesser regime must hold before the venue returns to it
/// @param effects by regime, calm first
public record RegimeRules(
    Threshold stressed, Threshold extreme, long dwellMillis, List<Effects> effects) {

  public RegimeRules {
    effects = List.copyOf(effects);
    if (effects.size() != Regime.values().length) {
      throw new IllegalArgumentException("Effects of every regime are needed: calm to extreme");
    }
    if (dwellMillis < 0) {
      throw new IllegalArgumentException("Dwell of " + dwellMillis + " ms is negative");
    }
  }

  /// What a regime changes.
  public Effects of(Regime regime) {
    return effects.get(regime.ordinal());
  }

  /// Measures that begin and end a regime; a regime begins when either is reached and ends when
  /// both are below their lower marks.
  ///
  /// @param enterSigma deviation over one day at which it begins, a fraction
  /// @param leaveSigma below which it may end, at most `enterSigma`
  /// @param enterDrawdown part of the base pool lost since midnight at which it begins
  /// @param leaveDrawdown below which it may end
  public record Threshold(
      double enterSigma, double leaveSigma, double enterDrawdown, double leaveDrawdown) {
    public Threshold {
      boolean ordered =
          leaveSigma >= 0
              && leaveSigma <= enterSigma
              && leaveDrawdown >= 0
              && leaveDrawdown <= enterDrawdown;
      if (!ordered) {
        throw new IllegalArgumentException(
            "A market regime is left at sigma "
                + leaveSigma
                + ", drawdown "
                + leaveDrawdown
                + "; these must be at most where it is entered, "
                + enterSigma
                + " and "
                + enterDrawdown);
      }
    }

    boolean isReached(double sigma, double drawdown) {
      return sigma >= enterSigma || drawdown >= enterDrawdown;
    }

    boolean isHeld(double sigma, double drawdown) {
      return sigma >= leaveSigma || drawdown >= leaveDrawdown;
    }
  }

  /// What a regime changes.
  ///
  /// @param layers the order in which layers pay
  /// @param paceFactor factor on the limits of liquidation pace, in billionths
  /// @param levyFactor factor on the levy, in billionths
  /// @param withdrawals whether surplus may be taken out of the pools
  public record Effects(
      List<LayerLimit> layers, long paceFactor, long levyFactor, boolean withdrawals) {
    public Effects {
      layers = List.copyOf(layers);
      List<Layer> seen = new ArrayList<>();
      for (LayerLimit limit : layers) {
        if (seen.contains(limit.layer())) {
          throw new IllegalArgumentException(limit.layer() + " stands twice in the order of use");
        }
        seen.add(limit.layer());
      }
      if (paceFactor < 0
          || paceFactor > Billionths.MAX
          || levyFactor < 0
          || levyFactor > Billionths.MAX) {
        throw new IllegalArgumentException(
            "The factors on pace and levy are "
                + Billionths.toRate(paceFactor)
                + " and "
                + Billionths.toRate(levyFactor)
                + ", not 0 to 9");
      }
    }
  }
}
