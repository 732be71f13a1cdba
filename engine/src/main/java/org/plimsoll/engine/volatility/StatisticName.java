package org.plimsoll.engine.volatility;

import java.util.Optional;

/// The name of a statistic of daily closes, such as `sd_1d_182d` or `loss_q995_5d_365d`.
///
/// `sd` is a standard deviation; `loss_q` followed by digits is an empirical quantile, the digits
/// being the decimals of its probability: `q99` is 0.99, `q995` is 0.995. Then the horizon and the
/// lookback, in calendar days.
///
/// @param text the name as written
/// @param quantile whether it is a quantile of losses rather than a standard deviation
/// @param probabilityDigits the decimals of the probability: 995; 0 for a standard deviation
/// @param probabilityScale ten to the number of those decimals: 1000; 1 for a standard deviation
/// @param horizonDays the days of one return, 1 to {@link #MAX_HORIZON_DAYS}
/// @param lookbackDays the days of the window, more than the horizon, at most
///     {@link DailyCloses#MAX_DAYS}
public record StatisticName(
    String text,
    boolean quantile,
    int probabilityDigits,
    int probabilityScale,
    int horizonDays,
    int lookbackDays) {
  /// The longest horizon.
  public static final int MAX_HORIZON_DAYS = 60;

  private static final int MAX_PROBABILITY_DIGITS = 5;
  private static final String QUANTILE = "loss_q";

  public StatisticName {
    if (horizonDays < 1
        || horizonDays > MAX_HORIZON_DAYS
        || lookbackDays <= horizonDays
        || lookbackDays > DailyCloses.MAX_DAYS
        || probabilityDigits < 0
        || probabilityDigits >= probabilityScale) {
      throw new IllegalArgumentException("Statistic " + text + " is out of range");
    }
  }

  /// The statistic called `text`, or empty when it is not a name of this pattern.
  public static Optional<StatisticName> parse(String text) {
    String[] parts = text.split("_", -1);
    boolean quantile = text.startsWith(QUANTILE);
    if (quantile ? parts.length != 4 : parts.length != 3 || !parts[0].equals("sd")) {
      return Optional.empty();
    }
    String digits = quantile ? parts[1].substring(1) : "";
    int horizon = days(parts[parts.length - 2], MAX_HORIZON_DAYS);
    int lookback = days(parts[parts.length - 1], DailyCloses.MAX_DAYS);
    if (horizon < 1 || lookback <= horizon || (quantile && !isProbability(digits))) {
      return Optional.empty();
    }
    int scale = 1;
    for (int i = 0; i < digits.length(); i++) {
      scale *= 10;
    }
    int probability = quantile ? Integer.parseInt(digits) : 0;
    return Optional.of(new StatisticName(text, quantile, probability, scale, horizon, lookback));
  }

  private static boolean isProbability(String digits) {
    return !digits.isEmpty()
        && digits.length() <= MAX_PROBABILITY_DIGITS
        && isNumber(digits)
        && digits.charAt(0) >= '5';
  }

  /// The number in `<number>d`, or 0 when it is not that or exceeds `limit`.
  private static int days(String part, int limit) {
    String digits = part.isEmpty() ? "" : part.substring(0, part.length() - 1);
    if (!part.endsWith("d")
        || !isNumber(digits)
        || digits.length() > 5
        || digits.charAt(0) == '0') {
      return 0;
    }
    int value = Integer.parseInt(digits);
    return value <= limit ? value : 0;
  }

  private static boolean isNumber(String digits) {
    return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
