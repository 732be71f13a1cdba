package org.plimsoll.forecast.interval;

/// Watches whether intervals still hold, by adaptive conformal inference: I. Gibbs and E. Candès,
/// Advances in Neural Information Processing Systems 34 (2021).
///
/// The miss rate that would have to be asked for to get the nominal one follows α ← α + γ (nominal
/// − miss), a miss being an outcome outside the interval at α. It only warns; using it for the
/// intervals themselves added width and nothing else.
public final class CoverageAlarm {
  private static final double STEP = 0.005;
  private static final double ALARM_SHARE = 0.5;

  private final double nominalMiss;
  private double level;

  /// An alarm for intervals that miss with a probability of `nominalMiss`, say 0.1.
  public CoverageAlarm(double nominalMiss) {
    if (!(nominalMiss > 0 && nominalMiss < 1)) {
      throw new IllegalArgumentException("Nominal miss rate " + nominalMiss);
    }
    this.nominalMiss = nominalMiss;
    this.level = nominalMiss;
  }

  /// Learns how extreme the outcome of a day was.
  ///
  /// @param tail the share of past outcomes at least as extreme: {@link SplitConformal#tail}
  public void add(double tail) {
    boolean missed = tail < level;
    level = Math.clamp(level + STEP * (nominalMiss - (missed ? 1 : 0)), 0, 1);
  }

  /// The miss rate to ask for now; falls while outcomes are missed too often.
  public double level() {
    return level;
  }

  /// Whether the level has fallen below half of the nominal one.
  public boolean isRaised() {
    return level < ALARM_SHARE * nominalMiss;
  }
}
