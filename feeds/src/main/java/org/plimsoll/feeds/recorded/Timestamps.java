package org.plimsoll.feeds.recorded;

import java.time.Instant;
import java.time.LocalDate;

/// Times in files to microseconds since 1970, UTC.
final class Timestamps {
  /// What `parse` gives for bytes that are no time.
  static final long UNREADABLE = Long.MIN_VALUE;

  static final long EARLIEST = micros(Instant.parse("2000-01-01T00:00:00Z"));
  static final long LATEST = micros(Instant.parse("2100-01-01T00:00:00Z"));

  private static final long SECONDS_BELOW = 100_000_000_000L;
  private static final long MILLIS_BELOW = 100_000_000_000_000L;
  private static final int MAX_DIGITS = 17;

  private Timestamps() {}

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  /// Reads `2024-01-31T23:00:00Z`, with up to six digits of a second, or a whole count since 1970:
  /// of seconds below 10^11, of milliseconds below 10^14, of microseconds below 10^17.
  static long parse(byte[] bytes, int from, int to) {
    if (to - from >= 20 && bytes[from + 4] == '-') {
      return parseIso(bytes, from, to);
    }
    if (to <= from || to - from > MAX_DIGITS) {
      return UNREADABLE;
    }
    long count = digits(bytes, from, to);
    if (count < 0) {
      return UNREADABLE;
    }
    if (count < SECONDS_BELOW) {
      return count * 1_000_000;
    }
    return count < MILLIS_BELOW ? count * 1_000 : count;
  }

  private static long parseIso(byte[] bytes, int from, int to) {
    boolean shape =
        bytes[from + 7] == '-'
            && bytes[from + 10] == 'T'
            && bytes[from + 13] == ':'
            && bytes[from + 16] == ':'
            && bytes[to - 1] == 'Z';
    int year = (int) digits(bytes, from, from + 4);
    int month = (int) digits(bytes, from + 5, from + 7);
    int day = (int) digits(bytes, from + 8, from + 10);
    int hour = (int) digits(bytes, from + 11, from + 13);
    int minute = (int) digits(bytes, from + 14, from + 16);
    int second = (int) digits(bytes, from + 17, from + 19);
    long fraction = fraction(bytes, from + 19, to - 1);
    boolean inRange =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysIn(year, month)
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59
            && fraction >= 0;
    if (!shape || !inRange) {
      return UNREADABLE;
    }
    long seconds = daysSince1970(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
    return seconds * 1_000_000 + fraction;
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 31;
    };
  }

  private static long daysSince1970(int year, int month, int day) {
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private static long fraction(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    int count = to - from - 1;
    if (bytes[from] != '.' || count < 1 || count > 6) {
      return -1;
    }
    long value = digits(bytes, from + 1, to);
    for (int i = count; i < 6 && value >= 0; i++) {
      value *= 10;
    }
    return value;
  }

  /// The number in a range of digits, or −1 when a byte is no digit.
  private static long digits(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
