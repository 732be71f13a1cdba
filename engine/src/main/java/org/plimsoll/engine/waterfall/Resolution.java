package org.plimsoll.engine.waterfall;

import java.util.List;
import org.plimsoll.engine.liquidation.Standing;

/// How a default was resolved.
///
/// @param standing where the group stood before
/// @param loss what it was worth below zero, in units of the allocation's asset, not negative
/// @param takenOver what the backstop took
/// @param closed what was deleveraged
/// @param allocation what the layers paid
public record Resolution(
    Standing.Known standing,
    long loss,
    List<Takeover> takenOver,
    List<Deleveraging.Closed> closed,
    LossAllocation allocation) {
  public Resolution {
    takenOver = List.copyOf(takenOver);
    closed = List.copyOf(closed);
  }

  /// A position that the backstop took at its bankruptcy price.
  ///
  /// @param quantity signed quantity units as the defaulter held them
  public record Takeover(int contract, long quantity, long price, long mark) {}
}
