package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.formula.analysis.BoxError.Code;

/// The values that a formula's inputs may take: one range for each name.
///
/// @param ranges by name, in the units of the inputs; cannot be changed
public record Box(SortedMap<String, Range> ranges) {
  /// Most names in a box.
  public static final int MAX_NAMES = 256;

  private static final int MAX_LENGTH = 16_384;
  private static final int LONGEST_QUOTED = 80;
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*([^=,\\s]{1,64})\\s*=\\s*(.*?)\\s*(?:\\.\\.\\s*(.*?)\\s*)?", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d[\\d_]*(\\.\\d+)?|\\.\\d+)([eE][+-]?\\d{1,4})?");

  /// Copies the map.
  public Box {
    ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    if (ranges.size() > MAX_NAMES) {
      throw new IllegalArgumentException(ranges.size() + " names, more than " + MAX_NAMES);
    }
  }

  /// Reads `sigma_day=0.005..0.4, account_ltv=0..0.95, alpha=2`. Never throws, whatever the text.
  ///
  /// Bounds are plain decimal numbers, with an exponent where wanted and `_` between digits, or
  /// `true` and `false`, which are 1 and 0.
  public static BoxResult parse(String text) {
    if (text.length() > MAX_LENGTH) {
      String message =
          "The text has " + text.length() + " characters, limit " + MAX_LENGTH + ": shorten it";
      return new BoxResult.Unreadable(List.of(error(Code.BOX_TOO_LARGE, text, message)));
    }
    SortedMap<String, Range> ranges = new TreeMap<>();
    List<BoxError> errors = new ArrayList<>();
    if (!text.isBlank()) {
      for (String entry : text.split(",", -1)) {
        read(entry, ranges, errors);
      }
    }
    if (ranges.size() > MAX_NAMES) {
      String message =
          ranges.size() + " names have a range, limit " + MAX_NAMES + ": leave out those not read";
      errors.add(error(Code.BOX_TOO_LARGE, "", message));
    }
    return errors.isEmpty()
        ? new BoxResult.Read(new Box(ranges))
        : new BoxResult.Unreadable(errors);
  }

  private static void read(String entry, SortedMap<String, Range> ranges, List<BoxError> errors) {
    Matcher matcher = ENTRY.matcher(entry);
    if (!matcher.matches()) {
      String message = "An entry is name=value or name=low..high, such as sigma_day=0.005..0.4";
      errors.add(error(Code.ENTRY_MALFORMED, entry, message));
      return;
    }
    String first = matcher.group(2);
    String second = matcher.group(3) == null ? first : matcher.group(3);
    if (!isNumber(first, entry, errors) || !isNumber(second, entry, errors)) {
      return;
    }
    double lower = number(first);
    double upper = number(second);
    if (lower > upper) {
      String message =
          "The lower bound " + first + " is above the upper " + second + ": exchange them";
      errors.add(error(Code.BOUNDS_REVERSED, entry, message));
    } else if (ranges.put(matcher.group(1), new Range(lower, upper)) != null) {
      String message = matcher.group(1) + " has a range already: give each name one range";
      errors.add(error(Code.NAME_REPEATED, entry, message));
    }
  }

  private static boolean isNumber(String text, String entry, List<BoxError> errors) {
    boolean truth = text.equals("true") || text.equals("false");
    if (!truth && !NUMBER.matcher(text).matches()) {
      String message =
          "\"" + shortened(text) + "\" is not a bound: write a decimal number, true or false";
      errors.add(error(Code.NUMBER_MALFORMED, entry, message));
      return false;
    }
    if (!Double.isFinite(number(text))) {
      String message = text + " is beyond the largest number, " + Double.MAX_VALUE;
      errors.add(error(Code.NUMBER_OUT_OF_RANGE, entry, message));
      return false;
    }
    return true;
  }

  private static double number(String text) {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.parseDouble(text.replace("_", ""));
    };
  }

  private static BoxError error(Code code, String entry, String message) {
    return new BoxError(code, shortened(entry.strip()), message);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
  }

  /// The entries as {@link #parse} reads them.
  @Override
  public String toString() {
    var text = new StringBuilder();
    ranges.forEach(
        (name, range) ->
            text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(range));
    return text.toString();
  }
}
