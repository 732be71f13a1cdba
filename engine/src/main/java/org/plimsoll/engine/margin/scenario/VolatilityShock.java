package org.plimsoll.engine.margin.scenario;

import org.plimsoll.engine.formula.Exponential;

/// How far volatility moves, by a power law in the time to expiry:
/// `1 ± range × (reference ÷ max(t, floor))^power`.
///
/// @param up relative rise at the reference time, not negative
/// @param down relative fall at the reference time, not negative
/// @param referenceSeconds time to expiry at which the ranges hold, positive
/// @param floorSeconds shorter times count as this, positive
/// @param shortPower power up to the reference time
/// @param longPower power beyond it
public record VolatilityShock(
    double up,
    double down,
    double referenceSeconds,
    double floorSeconds,
    double shortPower,
    double longPower) {
  public VolatilityShock {
    boolean ranges = up >= 0 && up <= 100 && down >= 0 && down <= 100;
    boolean powers = shortPower >= 0 && shortPower <= 1 && longPower >= 0 && longPower <= 1;
    if (!ranges || !powers || !(referenceSeconds > 0) || !(floorSeconds > 0)) {
      throw new IllegalArgumentException(
          "Volatility shock "
              + up
              + " up, "
              + down
              + " down, powers "
              + shortPower
              + " and "
              + longPower);
    }
  }

  /// The factor on volatility, not negative.
  public double factor(Shock.Move move, double seconds) {
    return switch (move) {
      case UP -> 1 + up * growth(seconds);
      case NONE -> 1;
      case DOWN -> Math.max(0, 1 - down * growth(seconds));
    };
  }

  private double growth(double seconds) {
    double power = seconds <= referenceSeconds ? shortPower : longPower;
    double ratio = referenceSeconds / Math.max(seconds, floorSeconds);
    return Exponential.exp(power * Exponential.log(ratio));
  }
}
