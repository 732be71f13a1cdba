package org.plimsoll.rulepacks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How texts of a rule pack are read as what they stand for.
final class Scalars {
  static final int DAYS_OF_A_YEAR = 365;

  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,18})?");
  private static final Pattern DATE = Pattern.compile("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,5}) [dhy]");
  private static final Pattern OFFSET = Pattern.compile("[+-][0-9]{2}:[0-9]{2}");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final int LONGEST_NAME = 48;
  private static final Pattern LINK = Pattern.compile("none|https://[!-~]{4,500}");
  private static final Pattern JURISDICTION = Pattern.compile("NONE|[A-Z]{2}(-[A-Z]{2})?");
  private static final Pattern PACK_ID =
      Pattern.compile("(scenario|[a-z]{2}(-[a-z]{2})?)/[a-z0-9]+(-[a-z0-9]+)*");

  private Scalars() {}

  static Optional<Double> decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text) + 0.0)
        : Optional.empty();
  }

  static Optional<Double> fraction(String text) {
    return decimal(text).filter(value -> value >= 0.0 && !text.startsWith("-"));
  }

  static Optional<LocalDate> date(String text) {
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Duration> duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, text.length() - 2));
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 'h' -> Duration.ofHours(count);
          case 'd' -> Duration.ofDays(count);
          default -> Duration.ofDays(count * DAYS_OF_A_YEAR);
        });
  }

  static Optional<ZoneOffset> offset(String text) {
    if (!OFFSET.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneOffset.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> version(String text) {
    return VERSION.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<String> name(String text) {
    return matching(text, value -> value.length() <= LONGEST_NAME && NAME.matcher(value).matches());
  }

  static Optional<String> link(String text) {
    return matching(text, value -> LINK.matcher(value).matches());
  }

  static Optional<String> jurisdiction(String text) {
    return matching(text, value -> JURISDICTION.matcher(value).matches());
  }

  static Optional<String> packId(String text) {
    return matching(text, value -> PACK_ID.matcher(value).matches());
  }

  /// The constant of `type` that is written `text`, in upper case.
  static <E extends Enum<E>> Optional<E> upper(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst();
  }

  /// The constant of `type` that is written `text`, in lower case.
  static <E extends Enum<E>> Optional<E> lower(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  private static Optional<String> matching(String text, Predicate<String> rule) {
    return rule.test(text) ? Optional.of(text) : Optional.empty();
  }
}
