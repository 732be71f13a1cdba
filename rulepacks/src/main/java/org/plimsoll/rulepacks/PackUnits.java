package org.plimsoll.rulepacks;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the value of a parameter is written in each unit.
final class PackUnits {
  private static final Pattern KNOWN =
      Pattern.compile("rate|money|time|boolean|volatility(_(day|annual|[1-9][0-9]{0,4}d))?");
  private static final double SECONDS_OF_A_DAY = 86_400.0;

  private PackUnits() {}

  static Optional<String> known(String text) {
    return KNOWN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /// The number that `text` stands for: times in days, truths 1 or 0.
  static Optional<Double> read(String unit, String text) {
    return switch (unit) {
      case "time" -> Scalars.duration(text).map(PackUnits::days);
      case "boolean" -> Scalars.truth(text).map(truth -> truth ? 1.0 : 0.0);
      default -> Scalars.decimal(text);
    };
  }

  static String example(String unit) {
    return switch (unit) {
      case "time" -> "a time such as 5 d, 12 h or 10 y";
      case "boolean" -> "true or false";
      default -> "a decimal number such as 0.50";
    };
  }

  private static double days(Duration duration) {
    return duration.toSeconds() / SECONDS_OF_A_DAY;
  }
}
