package org.plimsoll.service.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Unit;

/// A value given on the command line: `name=value` or `name:unit=value`.
///
/// Numbers are plain or with an exponent, `_` between digits is dropped, and `3%` is 0.03. Times
/// are in days or carry `s`, `min`, `h`, `d`, `w` or `y` (365 days). Truths are `true` and `false`.
record Setting(String name, Unit unit, double value) {
  private static final Pattern FORM =
      Pattern.compile("([^=:\\s]{1,64})(?::([a-z0-9_]{1,32}))?=(.{1,64})");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d[\\d_]*(\\.\\d+)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern TIME = Pattern.compile("(.+?)(s|min|h|d|w|y)");
  private static final Pattern HORIZON =
      Pattern.compile(
          "sigma_(day|annual|[1-9][0-9]{0,4}d)|(?:sd|loss_q\\d+|stressed_loss_q\\d+)_(\\d+d)(?:_\\d+d)?");
  private static final Map<String, Double> DAYS =
      Map.of("s", 1.0 / 86_400, "min", 1.0 / 1_440, "h", 1.0 / 24, "d", 1.0, "w", 7.0, "y", 365.0);

  /// Reads settings; a name may be given once.
  ///
  /// @param declared the unit that a name is known to have
  static SortedMap<String, Setting> all(
      @Nullable List<String> texts, Function<String, Optional<Unit>> declared) {
    SortedMap<String, Setting> settings = new TreeMap<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      Setting setting = parse(text, declared);
      if (settings.put(setting.name(), setting) != null) {
        throw new Failure(ExitCode.USAGE, "SET_TWICE", setting.name());
      }
    }
    return settings;
  }

  static Setting parse(String text, Function<String, Optional<Unit>> declared) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new Failure(ExitCode.USAGE, "NOT_A_SETTING", text);
    }
    String name = matcher.group(1);
    String value = matcher.group(3).strip();
    Unit unit = unit(name, matcher.group(2), value, declared);
    return new Setting(name, unit, number(name, value, unit));
  }

  /// The unit said, else the one the name is known to have, else the one the value looks like.
  private static Unit unit(
      String name, @Nullable String said, String value, Function<String, Optional<Unit>> declared) {
    if (said != null) {
      return Unit.parse(said)
          .orElseThrow(() -> new Failure(ExitCode.USAGE, "NOT_A_UNIT", said, name));
    }
    return declared.apply(name).or(() -> byName(name)).orElseGet(() -> byLook(value));
  }

  /// The horizon that a deviation's or a loss's name tells.
  static Optional<Unit> byName(String name) {
    Matcher matcher = HORIZON.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String horizon = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Unit.parse("volatility_" + horizon);
  }

  private static Unit byLook(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Unit.BOOLEAN;
    }
    return TIME.matcher(value).matches() ? Unit.TIME : Unit.RATE;
  }

  static double number(String name, String value, Unit unit) {
    if (unit.isBoolean()) {
      return switch (value) {
        case "true", "1" -> 1;
        case "false", "0" -> 0;
        default -> throw new Failure(ExitCode.USAGE, "NOT_A_VALUE", name, value, unit);
      };
    }
    Matcher time = TIME.matcher(value);
    if (unit.equals(Unit.TIME) && time.matches()) {
      double perUnit = DAYS.getOrDefault(time.group(2), 1.0);
      double amount = plain(name, time.group(1), unit);
      return perUnit >= 1 ? amount * perUnit : amount / Math.rint(1 / perUnit);
    }
    if (unit.isRate() && value.endsWith("%")) {
      String digits = value.substring(0, value.length() - 1).strip();
      plain(name, digits, unit);
      return new BigDecimal(digits.replace("_", "")).movePointLeft(2).doubleValue();
    }
    return plain(name, value, unit);
  }

  private static double plain(String name, String value, Unit unit) {
    if (!NUMBER.matcher(value).matches()) {
      throw new Failure(ExitCode.USAGE, "NOT_A_VALUE", name, value, unit);
    }
    return Double.parseDouble(value.replace("_", ""));
  }
}
