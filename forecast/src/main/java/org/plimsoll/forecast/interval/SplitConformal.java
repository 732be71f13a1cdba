package org.plimsoll.forecast.interval;

import java.util.Optional;
import org.plimsoll.forecast.Target;

/// Intervals from how far past outcomes lay from their forecasts: V. Vovk, A. Gammerman and G.
/// Shafer, Algorithmic Learning in a Random World (2005), with scores scaled by the forecast
/// deviation.
///
/// The scores are the outcomes divided by the root of the variance forecast for them, the latest
/// 730 of them; half as many at 90 % gave the same coverage with wider bounds, more at 99 % wider
/// ones. Bounds of the return are symmetric; those of low and high are each one-sided. State of a
/// single writer.
public final class SplitConformal {
  /// Below this many scores there are no intervals.
  public static final int MIN_SCORES = 60;

  private static final int WINDOW = 730;
  private static final double MISS_90 = 0.10;
  private static final double MISS_99 = 0.01;

  private final ScoreWindow returns = new ScoreWindow(WINDOW);
  private final ScoreWindow lows = new ScoreWindow(WINDOW);
  private final ScoreWindow highs = new ScoreWindow(WINDOW);
  private Optional<Intervals> unit = Optional.empty();

  /// Learns what came of a forecast.
  ///
  /// @param variancePct2 the variance that was forecast, percent²
  public void add(double variancePct2, Target.Observed outcome) {
    double deviation = Math.sqrt(variancePct2);
    double move = Math.abs(outcome.returnPct()) / deviation;
    double low = -outcome.lowPct() / deviation;
    double high = outcome.highPct() / deviation;
    returns.add(move);
    lows.add(low);
    highs.add(high);
    if (returns.size() >= MIN_SCORES) {
      unit = Optional.of(unitBounds());
    }
  }

  private Intervals unitBounds() {
    double move90 = returns.quantile(MISS_90);
    double move99 = returns.quantile(MISS_99);
    return new Intervals(
        -move90,
        move90,
        -move99,
        move99,
        -lows.quantile(MISS_90 / 2),
        highs.quantile(MISS_90 / 2),
        -lows.quantile(MISS_99 / 2),
        highs.quantile(MISS_99 / 2),
        lows.quantile(MISS_99),
        highs.quantile(MISS_99));
  }

  /// The intervals for a variance forecast in percent², once there are enough scores.
  public Optional<Intervals> at(double variancePct2) {
    double deviation = Math.sqrt(variancePct2);
    return unit.map(bounds -> scaled(bounds, deviation));
  }

  /// How extreme a return is among those the 90 % interval rests on: the share that are at least as
  /// far from 0 as it is, scaled by their forecasts, itself included. Uniform while the intervals
  /// hold.
  public double tail(double variancePct2, Target.Observed outcome) {
    return returns.tail(Math.abs(outcome.returnPct()) / Math.sqrt(variancePct2));
  }

  private static Intervals scaled(Intervals unit, double by) {
    return new Intervals(
        unit.returnLow90() * by,
        unit.returnHigh90() * by,
        unit.returnLow99() * by,
        unit.returnHigh99() * by,
        unit.low90() * by,
        unit.high90() * by,
        unit.low99() * by,
        unit.high99() * by,
        unit.longLoss99() * by,
        unit.shortLoss99() * by);
  }
}
