package org.plimsoll.feeds;

import java.time.Instant;

/// A span of time, `from` included and `to` excluded.
///
/// A candle belongs to the window that holds its opening; every other event belongs to the window
/// that holds its event time.
public record Window(Instant from, Instant to) {
  /// The window that holds every date a recording may carry: the years 2000 to 2099.
  public static final Window ALL =
      new Window(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "Window from %s to %s is empty: the end must come after the start".formatted(from, to));
    }
  }

  /// Whether the instant lies in the window.
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }
}
