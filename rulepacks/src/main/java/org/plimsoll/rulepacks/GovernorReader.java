package org.plimsoll.rulepacks;

import java.time.Duration;
import java.util.Optional;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.GovernorSettings;

/// Reads the settings of the governor and of the anti-procyclicality tool.
final class GovernorReader {
  private static final double LEAST_FRACTION = 0.25;
  private static final long LEAST_LOOKBACK_DAYS = 3650;
  private static final String A_TIME = "a time such as 1 d, 12 h or 10 y";
  private static final String A_FRACTION = "a decimal number such as 0.05";

  private GovernorReader() {}

  static Optional<GovernorSettings> governor(Fields fields) {
    int before = fields.problems().count();
    boolean bounded = fields.has("max_step");
    double maxStep =
        bounded
            ? fields.parsed("max_step", 0.0, Scalars::fraction, A_FRACTION)
            : Double.POSITIVE_INFINITY;
    boolean timed = fields.has("interval");
    Duration interval = time(fields, "interval");
    Duration notice = time(fields, "notice");
    double hysteresis =
        fields.has("hysteresis")
            ? fields.parsed("hysteresis", 0.0, Scalars::fraction, A_FRACTION)
            : 0.0;
    fields.text("note");
    fields.refuseOthers();
    if (fields.problems().count() > before) {
      return Optional.empty();
    }
    if (bounded != timed || !(maxStep > 0.0) || (timed && interval.isZero())) {
      fields
          .problems()
          .add(
              PackErrorCode.INCONSISTENT,
              fields.place(),
              "The governor has the step " + maxStep + " and the interval " + interval,
              "Give max_step and interval together, both positive");
      return Optional.empty();
    }
    return Optional.of(new GovernorSettings(maxStep, interval, notice, hysteresis));
  }

  static Optional<AntiProcyclicality> antiProcyclicality(Fields fields) {
    int before = fields.problems().count();
    String tool =
        fields.parsed(
            "tool", "none", GovernorReader::tool, "none, buffer_25, stress_25 or floor_10y");
    AntiProcyclicality read =
        switch (tool) {
          case "buffer_25" -> new AntiProcyclicality.Buffer(share(fields, "fraction"));
          case "stress_25" -> new AntiProcyclicality.Stress(share(fields, "weight"));
          case "floor_10y" -> new AntiProcyclicality.LongFloor(lookback(fields));
          default -> new AntiProcyclicality.None();
        };
    fields.text("note");
    fields.refuseOthers();
    return fields.problems().count() > before ? Optional.empty() : Optional.of(read);
  }

  private static Optional<String> tool(String text) {
    return switch (text) {
      case "none", "buffer_25", "stress_25", "floor_10y" -> Optional.of(text);
      default -> Optional.empty();
    };
  }

  private static Duration time(Fields fields, String key) {
    return fields.has(key)
        ? fields.parsed(key, Duration.ZERO, Scalars::duration, A_TIME)
        : Duration.ZERO;
  }

  private static double share(Fields fields, String key) {
    return fields.has(key)
        ? fields.parsed(
            key,
            LEAST_FRACTION,
            text -> Scalars.fraction(text).filter(value -> value >= LEAST_FRACTION && value <= 1.0),
            "a decimal number from 0.25 to 1")
        : LEAST_FRACTION;
  }

  private static Duration lookback(Fields fields) {
    Duration least = Duration.ofDays(LEAST_LOOKBACK_DAYS);
    return fields.has("lookback")
        ? fields.parsed(
            "lookback",
            least,
            text -> Scalars.duration(text).filter(time -> time.compareTo(least) >= 0),
            "a time of at least 10 y")
        : least;
  }
}
