package org.plimsoll.engine.market;

import java.time.Duration;

/// How a contract's mark follows its index.
///
/// @param smoothing the time over which the contract's premium over the index is averaged
/// @param maxPremium the largest premium or discount a mark may show, as a fraction of the index;
///     0 marks the contract at its index
public record MarkPolicy(Duration smoothing, double maxPremium) {

  public MarkPolicy {
    if (smoothing.isNegative()) {
      throw new IllegalArgumentException("Smoothing " + smoothing + " is negative");
    }
    if (!(maxPremium >= 0 && maxPremium < 1)) {
      throw new IllegalArgumentException("Premium limit " + maxPremium + " is outside 0 to 1");
    }
  }

  /// A mark equal to the index.
  public static MarkPolicy atIndex() {
    return new MarkPolicy(Duration.ZERO, 0);
  }
}
