package org.plimsoll.engine.volatility;

import org.plimsoll.engine.quantity.Reason;

/// A figure estimated from history, or why there is none.
public sealed interface Estimate {
  /// The figure, finite.
  ///
  /// @param observations how many returns or bars it rests on
  record Value(double value, int observations) implements Estimate {}

  /// No figure; never to be read as zero.
  ///
  /// @param detail what was there and what is needed
  record Unavailable(Reason reason, String detail) implements Estimate {}
}
