package org.plimsoll.engine.margin.holding;

import java.util.List;

/// What is held on one expiry, and its market.
///
/// @param seconds time to expiry, not negative
/// @param forward price for settlement at expiry, positive
/// @param fixedForward part of the forward that can move no more, because the average that settles
///     the expiry has begun; from 0 to `forward`
/// @param rate annual interest to expiry, continuously compounded
/// @param confidence least confidence of what the expiry is priced by, 0 to 1
/// @param futures dated futures
/// @param options options, one entry for each series
public record ExpiryBook(
    double seconds,
    double forward,
    double fixedForward,
    double rate,
    double confidence,
    List<FuturePosition> futures,
    List<OptionPosition> options) {
  public ExpiryBook {
    futures = List.copyOf(futures);
    options = List.copyOf(options);
    Checked.notNegative(seconds, "time to expiry");
    Checked.positive(forward, "forward");
    Checked.notNegative(fixedForward, "fixed part of the forward");
    Checked.finite(rate, "rate");
    Checked.confidence(confidence);
    if (fixedForward > forward) {
      throw new IllegalArgumentException(
          "The fixed part " + fixedForward + " is above the forward " + forward);
    }
  }

  /// The same expiry with other positions.
  public ExpiryBook with(List<FuturePosition> otherFutures, List<OptionPosition> otherOptions) {
    return new ExpiryBook(
        seconds, forward, fixedForward, rate, confidence, otherFutures, otherOptions);
  }
}
