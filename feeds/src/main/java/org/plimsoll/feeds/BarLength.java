package org.plimsoll.feeds;

import java.time.Duration;
import java.time.Instant;

/// How long the bars of a series last. Bars sit on the grid of whole lengths since 1970, UTC.
///
/// @param duration whole seconds that divide a day
public record BarLength(Duration duration) {
  /// One minute.
  public static final BarLength MINUTE = new BarLength(Duration.ofMinutes(1));

  /// One hour.
  public static final BarLength HOUR = new BarLength(Duration.ofHours(1));

  /// One day.
  public static final BarLength DAY = new BarLength(Duration.ofDays(1));

  private static final long SECONDS_PER_DAY = 86_400;

  public BarLength {
    long seconds = duration.toSeconds();
    if (!Duration.ofSeconds(seconds).equals(duration)
        || seconds <= 0
        || SECONDS_PER_DAY % seconds != 0) {
      throw new IllegalArgumentException(
          "A bar of %s does not divide a day into whole seconds".formatted(duration));
    }
  }

  /// Reads a count and one of `s`, `m`, `h` and `d`: `15m`, `1h`, `1d`.
  ///
  /// @throws IllegalArgumentException when the text is anything else or does not divide a day
  public static BarLength parse(String text) {
    if (!text.matches("[1-9][0-9]{0,4}[smhd]")) {
      throw new IllegalArgumentException(
          "'%s' is not a bar length: give a count and s, m, h or d, such as 15m".formatted(text));
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return new BarLength(
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(count);
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /// The opening of the bar that holds the instant.
  public Instant openingAt(Instant instant) {
    long seconds = duration.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }

  /// The length in microseconds.
  public long micros() {
    return duration.toSeconds() * 1_000_000;
  }

  /// The text that `parse` reads, in the largest unit that is whole.
  @Override
  public String toString() {
    long seconds = duration.toSeconds();
    if (seconds % SECONDS_PER_DAY == 0) {
      return seconds / SECONDS_PER_DAY + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
