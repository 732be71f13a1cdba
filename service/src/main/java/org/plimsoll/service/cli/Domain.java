package org.plimsoll.service.cli;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Range;

/// Ranges given on the command line: `name=low..high` or `name:unit=low..high`, separated by
/// commas; a single value is a range too. Values and units are those of {@link Setting}.
record Domain(SortedMap<String, Unit> units, Box box) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([^=:,\\s]{1,64}(?::[a-z0-9_]{1,32})?)\\s*=\\s*"
              + "([^.\\s](?:[^.\\s]|\\.(?!\\.))*|\\.\\d[^.\\s]*)(?:\\s*\\.\\.\\s*(\\S{1,64}))?\\s*");

  static Domain of(List<String> texts) {
    SortedMap<String, Unit> units = new TreeMap<>();
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (String text : texts) {
      for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
        add(entry, units, ranges);
      }
    }
    if (ranges.size() > Box.MAX_NAMES) {
      throw new Failure(ExitCode.USAGE, "DOMAIN_TOO_LARGE", ranges.size(), Box.MAX_NAMES);
    }
    return new Domain(units, new Box(ranges));
  }

  private static void add(
      String entry, SortedMap<String, Unit> units, SortedMap<String, Range> ranges) {
    Matcher matcher = FORM.matcher(entry);
    if (!matcher.matches()) {
      throw new Failure(ExitCode.USAGE, "NOT_A_DOMAIN", entry.strip());
    }
    String first = matcher.group(2);
    String last = matcher.group(3) == null ? first : matcher.group(3);
    // the upper bound tells the unit: 0..5d is a time
    Setting upper = Setting.parse(matcher.group(1) + "=" + last, _ -> Optional.empty());
    double lower = Setting.number(upper.name(), first, upper.unit());
    if (!Double.isFinite(lower) || !Double.isFinite(upper.value())) {
      throw new Failure(ExitCode.USAGE, "DOMAIN_OUT_OF_RANGE", upper.name(), entry.strip());
    }
    if (lower > upper.value()) {
      throw new Failure(ExitCode.USAGE, "DOMAIN_REVERSED", upper.name(), first, last);
    }
    units.put(upper.name(), upper.unit());
    if (ranges.put(upper.name(), new Range(lower, upper.value())) != null) {
      throw new Failure(ExitCode.USAGE, "SET_TWICE", upper.name());
    }
  }
}
