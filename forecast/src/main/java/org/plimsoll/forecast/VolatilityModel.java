package org.plimsoll.forecast;

import java.util.List;

/// A model of the variance of the 24 hours after an origin. Immutable; what it learns on the way is
/// in its walk.
public interface VolatilityModel {
  /// The model's id in files, reports and traces: `log-HAR-SX-W`.
  String name();

  /// Begins a walk through time over some symbols, knowing nothing yet.
  Walk start(List<String> symbols);

  /// A model on its way through time. For one thread; walks of one model do not share state.
  interface Walk {
    /// Forecasts the next origin. Origins are midnights UTC that ascend by one day.
    ///
    /// The walk sees only `past`; an outcome becomes known to it as part of a later past. Two
    /// walks over panels that agree up to an origin give the same figures at it, bit by bit.
    ///
    /// @param variancesPct2 takes the expected variance per symbol, percent², in the order of the
    ///     symbols; NaN where the model has none yet
    void next(Past past, double[] variancesPct2);
  }
}
