package org.plimsoll.engine.waterfall;

import java.util.List;

/// How a loss falls on the layers, in the order of use.
///
/// @param asset index of the asset it is paid in
/// @param loss what is to be paid, not negative
/// @param parts what each layer pays, each positive
public record LossAllocation(int asset, long loss, List<Part> parts) {
  public LossAllocation {
    parts = List.copyOf(parts);
  }

  /// What one layer pays.
  public record Part(Layer layer, long units) {}

  /// What all layers pay together.
  public long covered() {
    long sum = 0;
    for (Part part : parts) {
      sum = Math.addExact(sum, part.units());
    }
    return sum;
  }

  /// What no layer pays.
  public long uncovered() {
    return Math.subtractExact(loss, covered());
  }
}
