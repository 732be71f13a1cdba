package org.plimsoll.forecast.backtest;

import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.interval.Intervals;

/// An interval that is judged: a pair of bounds and the outcomes that must lie within.
public enum Band {
  /// The close, at 90 %.
  RETURN_90(0.10, "return 90 %"),
  /// The close, at 99 %.
  RETURN_99(0.01, "return 99 %"),
  /// Lowest and highest price together, at 90 %.
  PATH_90(0.10, "low/high 90 %"),
  /// Lowest and highest price together, at 99 %.
  PATH_99(0.01, "low/high 99 %");

  private final double miss;
  private final String label;

  Band(double miss, String label) {
    this.miss = miss;
    this.label = label;
  }

  /// The nominal probability of a miss, both sides together.
  public double miss() {
    return miss;
  }

  /// The name in reports.
  public String label() {
    return label;
  }

  /// The lower bound, percent.
  public double low(Intervals intervals) {
    return switch (this) {
      case RETURN_90 -> intervals.returnLow90();
      case RETURN_99 -> intervals.returnLow99();
      case PATH_90 -> intervals.low90();
      case PATH_99 -> intervals.low99();
    };
  }

  /// The upper bound, percent.
  public double high(Intervals intervals) {
    return switch (this) {
      case RETURN_90 -> intervals.returnHigh90();
      case RETURN_99 -> intervals.returnHigh99();
      case PATH_90 -> intervals.high90();
      case PATH_99 -> intervals.high99();
    };
  }

  /// Whether the outcome fell below.
  public boolean isBelow(Intervals intervals, Target.Observed outcome) {
    double least =
        switch (this) {
          case RETURN_90, RETURN_99 -> outcome.returnPct();
          case PATH_90, PATH_99 -> outcome.lowPct();
        };
    return least < low(intervals);
  }

  /// Whether the outcome rose above.
  public boolean isAbove(Intervals intervals, Target.Observed outcome) {
    double most =
        switch (this) {
          case RETURN_90, RETURN_99 -> outcome.returnPct();
          case PATH_90, PATH_99 -> outcome.highPct();
        };
    return most > high(intervals);
  }
}
