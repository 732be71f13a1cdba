package org.plimsoll.engine.formula;

import java.util.Arrays;
import java.util.Optional;

/// A function that a formula may call with numbers.
public enum Function {
  /// The smallest of two or more numbers.
  MIN("min", 2, Limits.NODES),
  /// The largest of two or more numbers.
  MAX("max", 2, Limits.NODES),
  /// A number, moved to the nearer of two bounds when it lies outside: value, lower, upper.
  CLAMP("clamp", 3, 3),
  /// A number without its sign.
  ABS("abs", 1, 1),
  /// The square root.
  SQRT("sqrt", 1, 1),
  /// The exponential.
  EXP("exp", 1, 1),
  /// The natural logarithm.
  LOG("log", 1, 1),
  /// A number of minutes as a length of time.
  MINUTES("minutes", 1, 1),
  /// A number of hours as a length of time.
  HOURS("hours", 1, 1),
  /// A number of days as a length of time.
  DAYS("days", 1, 1),
  /// A number of weeks as a length of time.
  WEEKS("weeks", 1, 1),
  /// A number of years of 365 days as a length of time.
  YEARS("years", 1, 1),
  /// A number as an amount of the settlement asset.
  MONEY("money", 1, 1),
  /// A dimensionless number without its horizon: says on purpose that horizons are to be mixed.
  AS_RATE("as_rate", 1, 1);

  private final String text;
  private final int minArguments;
  private final int maxArguments;

  Function(String text, int minArguments, int maxArguments) {
    this.text = text;
    this.minArguments = minArguments;
    this.maxArguments = maxArguments;
  }

  /// The name by which a formula calls the function.
  public String text() {
    return text;
  }

  /// The fewest arguments of a call.
  public int minArguments() {
    return minArguments;
  }

  /// The most arguments of a call.
  public int maxArguments() {
    return maxArguments;
  }

  /// The function that a formula calls `text`.
  public static Optional<Function> named(String text) {
    return Arrays.stream(values()).filter(function -> function.text.equals(text)).findFirst();
  }
}
