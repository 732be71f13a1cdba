package org.plimsoll.engine.waterfall;

import org.plimsoll.engine.quantity.Billionths;

/// A layer's place in the order of use, and how much of it one loss may take.
///
/// @param layer a pool or the venue's own capital
/// @param fraction most of its balance that one loss may use, in billionths, above 0 to 1
public record LayerLimit(Layer layer, long fraction) {
  public LayerLimit {
    if (layer == Layer.DEFAULTER_MARGIN || layer == Layer.DELEVERAGING) {
      throw new IllegalArgumentException(layer + " has a fixed place in the order");
    }
    if (fraction <= 0 || fraction > Billionths.ONE) {
      throw new IllegalArgumentException(
          "One loss may use the fraction "
              + Billionths.toRate(fraction)
              + " of "
              + layer
              + ", not above 0 to 1");
    }
  }

  /// A layer that may be used up.
  public static LayerLimit whole(Layer layer) {
    return new LayerLimit(layer, Billionths.ONE);
  }
}
