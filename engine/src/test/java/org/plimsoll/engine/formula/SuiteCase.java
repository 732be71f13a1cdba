package org.plimsoll.engine.formula;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One case of the published conformance suite.
///
/// @param expectation the words after `expect:`
public record SuiteCase(
    String name,
    SortedMap<String, Unit> units,
    Inputs inputs,
    String text,
    List<String> expectation) {
  private static final String SUITE = "/org/plimsoll/engine/formula/conformance-suite.txt";

  /// All cases, in the order of the file.
  public static List<SuiteCase> all() {
    List<SuiteCase> cases = new ArrayList<>();
    String name = "";
    String given = "";
    List<String> text = new ArrayList<>();
    for (String line : resource(SUITE).split("\n", -1)) {
      if (line.startsWith("case: ")) {
        name = line.substring(6);
        given = "";
        text.clear();
      } else if (line.startsWith("given: ")) {
        given = line.substring(7);
      } else if (line.startsWith("|")) {
        text.add(line.substring(Math.min(2, line.length())));
      } else if (line.startsWith("expect: ")) {
        cases.add(
            new SuiteCase(
                name,
                units(given),
                inputs(given),
                String.join("\n", text),
                List.of(line.substring(8).split(" ", -1))));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalStateException("Unreadable line of the suite: " + line);
      }
    }
    return List.copyOf(cases);
  }

  static String resource(String path) {
    try (InputStream stream = SuiteCase.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("No resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, Unit> units(String given) {
    return Checked.units(given.replaceAll("=\\S*", ""));
  }

  private static Inputs inputs(String given) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (String word : given.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals >= 0) {
        values.put(word.substring(0, word.indexOf(':')), number(word.substring(equals + 1)));
      }
    }
    return Inputs.of(values);
  }

  private static double number(String word) {
    return switch (word) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(word);
    };
  }
}
