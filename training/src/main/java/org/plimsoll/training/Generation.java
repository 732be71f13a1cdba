package org.plimsoll.training;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The days of one generation of networks. Between training and validation, and between validation
/// and use, lies an embargo of 24 hours after the last outcome; validation takes 180 days.
///
/// @param usable first origin at which its networks may forecast, days from 1970-01-01 UTC
record Generation(long usable) {
  static final int VALIDATION_DAYS = 180;

  /// The outcome's day and the embargo's.
  private static final int APART = 2;

  /// The generations from a date on, one every so many months, up to a date.
  static List<Generation> every(int months, LocalDate from, LocalDate to) {
    List<Generation> generations = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusMonths(months)) {
      generations.add(new Generation(date.toEpochDay()));
    }
    return generations;
  }

  long validatedTo() {
    return usable - APART;
  }

  long validatedFrom() {
    return validatedTo() - VALIDATION_DAYS + 1;
  }

  long trainedTo() {
    return validatedFrom() - APART;
  }

  /// The hour by which the last outcome it saw had ended.
  long dataEndHour() {
    return (validatedTo() + 1) * 24;
  }

  /// Midnight of a day.
  static Instant midnight(long day) {
    return Instant.ofEpochSecond(day * 86_400);
  }
}
