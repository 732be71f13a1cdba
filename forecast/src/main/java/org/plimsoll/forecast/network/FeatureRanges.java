package org.plimsoll.forecast.network;

import java.util.OptionalInt;

/// Between which values nearly all of a model's training lay: of each feature of an hour, then of
/// each feature of symbol and day, the 0.1 % and the 99.9 % quantile. Immutable.
public final class FeatureRanges {
  private final float[] low;
  private final float[] high;

  /// The ranges of some features.
  ///
  /// @param low one per feature
  /// @param high one per feature, not below `low`
  public FeatureRanges(float[] low, float[] high) {
    this.low = low.clone();
    this.high = high.clone();
    if (low.length != high.length) {
      throw new IllegalArgumentException(low.length + " lower bounds, " + high.length + " upper");
    }
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "Range of feature " + i + " is " + low[i] + " to " + high[i]);
      }
    }
  }

  /// The lower bounds.
  public float[] low() {
    return low.clone();
  }

  /// The upper bounds.
  public float[] high() {
    return high.clone();
  }

  /// How many features a range is known of.
  public int size() {
    return low.length;
  }

  /// The first feature of symbol and day that lies outside its range; empty when none does.
  ///
  /// Single hours are not judged: among 840 numbers some are always rare.
  public OptionalInt firstOutside(float[] context) {
    int hourFeatures = low.length - context.length;
    for (int i = 0; i < context.length; i++) {
      float value = context[i];
      if (value < low[hourFeatures + i] || value > high[hourFeatures + i]) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
