package org.plimsoll.service.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Instants and days on the command line.
final class Times {
  private static final int MAX_LENGTH = 40;

  private Times() {}

  /// An RFC 3339 time, or a day, which stands for its first instant in UTC.
  static Instant parse(String option, String text) {
    try {
      if (text.length() <= MAX_LENGTH) {
        return text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      // answered below
    }
    throw new Failure(ExitCode.USAGE, "NOT_A_TIME", option, text);
  }

  static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_DAY", option, text);
    }
  }

  static @Nullable String requireDayOrNull(String option, @Nullable String text) {
    return text == null ? null : day(option, text).toString();
  }
}
