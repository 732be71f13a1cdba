package org.plimsoll.service.api.view;

/// What the law answers when asked for a rate.
public enum RateKind {
  /// A number.
  RATE,
  /// The client may not hold the instrument.
  PROHIBITED,
  /// Principles, no number.
  PRINCIPLES_ONLY,
  /// The venue sets the number.
  VENUE_SET,
  /// A number that cannot be given now; the reason is named.
  UNAVAILABLE
}
