package org.plimsoll.engine.formula;

import java.util.Optional;

/// What a value in a formula measures: powers of money and of time, and the horizon of a deviation.
///
/// Time counts in days. A plain `volatility` is per square root of a day and has a dimension; the
/// `volatility_<horizon>` of an observation is the standard deviation over that horizon, a
/// dimensionless rate that carries its horizon with it.
///
/// @param kind whether the value is a number or a truth
/// @param moneyHalves the power of money, in halves
/// @param timeHalves the power of time, in halves
/// @param scaling how a number grows with time
public record Unit(Kind kind, int moneyHalves, int timeHalves, Scaling scaling) {
  /// Whether a value is a number or a truth.
  public enum Kind {
    /// A number.
    NUMBER,
    /// True or false.
    BOOLEAN
  }

  /// A dimensionless number.
  public static final Unit RATE = number(0, 0, Scaling.NONE);

  /// An amount of the settlement asset.
  public static final Unit MONEY = number(2, 0, Scaling.NONE);

  /// A length of time, in days.
  public static final Unit TIME = number(0, 2, Scaling.NONE);

  /// A volatility per square root of a day.
  public static final Unit VOLATILITY = number(0, -1, Scaling.NONE);

  /// True or false.
  public static final Unit BOOLEAN = new Unit(Kind.BOOLEAN, 0, 0, Scaling.NONE);

  /// Largest power of money or time, in halves.
  static final int MAX_HALVES = 16;

  private static final String OVER = "volatility_";
  private static final int DAYS_OF_A_YEAR = 365;
  private static final int MAX_HORIZON_DIGITS = 5;

  static Unit number(int moneyHalves, int timeHalves, Scaling scaling) {
    return new Unit(Kind.NUMBER, moneyHalves, timeHalves, scaling);
  }

  /// The unit of a standard deviation, or of any loss that grows with the square root of time, over
  /// `days` days.
  public static Unit volatilityOver(int days) {
    if (days <= 0) {
      throw new IllegalArgumentException("A horizon of " + days + " days");
    }
    return number(0, 0, new Scaling.Over(Horizon.ofDays(days), 1));
  }

  /// The unit called `name`: `rate`, `money`, `time`, `volatility`, `boolean`, `volatility_day`,
  /// `volatility_annual` (365 days) or `volatility_<n>d`.
  public static Optional<Unit> parse(String name) {
    return switch (name) {
      case "rate" -> Optional.of(RATE);
      case "money" -> Optional.of(MONEY);
      case "time" -> Optional.of(TIME);
      case "volatility" -> Optional.of(VOLATILITY);
      case "boolean" -> Optional.of(BOOLEAN);
      case OVER + "day" -> Optional.of(volatilityOver(1));
      case OVER + "annual" -> Optional.of(volatilityOver(DAYS_OF_A_YEAR));
      default -> parseHorizon(name);
    };
  }

  private static Optional<Unit> parseHorizon(String name) {
    if (!name.startsWith(OVER) || !name.endsWith("d")) {
      return Optional.empty();
    }
    String digits = name.substring(OVER.length(), name.length() - 1);
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= MAX_HORIZON_DIGITS
            && digits.charAt(0) != '0'
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Optional.of(volatilityOver(Integer.parseInt(digits))) : Optional.empty();
  }

  /// Whether the value is true or false rather than a number.
  public boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  /// Whether the value is a dimensionless number, with or without a horizon.
  public boolean isRate() {
    return kind == Kind.NUMBER && moneyHalves == 0 && timeHalves == 0;
  }

  /// Whether this and `other` have the same kind and dimension, whatever their horizons.
  public boolean hasDimensionOf(Unit other) {
    return kind == other.kind && moneyHalves == other.moneyHalves && timeHalves == other.timeHalves;
  }

  /// The same dimension without a horizon.
  public Unit withoutScaling() {
    return withScaling(Scaling.NONE);
  }

  Unit withScaling(Scaling other) {
    return new Unit(kind, moneyHalves, timeHalves, other);
  }

  /// The name that {@link #parse} reads where there is one, and otherwise the powers of money and
  /// time, `money^2 time^-1/2` for instance.
  @Override
  public String toString() {
    if (isBoolean()) {
      return "boolean";
    }
    String dimension = dimension();
    return scaling instanceof Scaling.Over(Horizon horizon, int power)
        ? deviation(dimension, horizon, power)
        : dimension;
  }

  private String dimension() {
    if (isRate()) {
      return "rate";
    }
    if (moneyHalves == 0 && timeHalves == -1) {
      return "volatility";
    }
    String money = power("money", moneyHalves);
    String time = power("time", timeHalves);
    return money.isEmpty() || time.isEmpty() ? money + time : money + " " + time;
  }

  private static String deviation(String dimension, Horizon horizon, int power) {
    String name =
        switch (horizon.name()) {
          case "1d" -> OVER + "day";
          case "365d" -> OVER + "annual";
          default -> OVER + horizon;
        };
    String raised = power == 1 ? name : name + "^" + power;
    return dimension.equals("rate") ? raised : dimension + " " + raised;
  }

  private static String power(String base, int halves) {
    return switch (halves) {
      case 0 -> "";
      case 2 -> base;
      default -> base + "^" + (halves % 2 == 0 ? halves / 2 : halves + "/2");
    };
  }
}
