package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Billionths;
import tools.jackson.databind.JsonNode;

/// Reads parts and scalars of a venue file whose shape the schema has checked, and hears of what a
/// schema cannot see.
final class VenueFields {
  private static final int RATE_DIGITS = 9;

  private final Problems problems;

  /// Hears of everything that is wrong, with its place in the file.
  interface Problems {
    void add(String pointer, String what);
  }

  /// Takes one entry of a list.
  interface Item {
    void take(JsonNode node, String pointer);
  }

  VenueFields(Problems problems) {
    this.problems = problems;
  }

  void problem(String pointer, String what) {
    problems.add(pointer, what);
  }

  /// What the maker makes, or nothing and a problem where the engine refuses it.
  <T> @Nullable T made(String at, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(at, "" + e.getMessage());
      return null;
    }
  }

  boolean knows(Map<String, ?> known, JsonNode node, String at, String name) {
    return knows(known, text(node, name), at + "/" + name);
  }

  /// Whether a name is known; where not, the problem lists those that are.
  boolean knows(Map<String, ?> known, String name, String at) {
    if (known.containsKey(name)) {
      return true;
    }
    problems.add(at, name + " is not among " + String.join(", ", known.keySet()));
    return false;
  }

  @Nullable Instant instant(JsonNode node, String at, String name) {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeParseException e) {
      problems.add(at + "/" + name, text(node, name) + " is not a time");
      return null;
    }
  }

  static void each(JsonNode parent, String at, String name, Item item) {
    JsonNode list = parent.path(name);
    for (int i = 0; i < list.size(); i++) {
      item.take(list.get(i), at + "/" + name + "/" + i);
    }
  }

  static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  static int digits(JsonNode node, String name) {
    return Integer.parseInt(text(node, name));
  }

  static BigDecimal exact(JsonNode node, String name) {
    return new BigDecimal(text(node, name));
  }

  /// Units at a scale, where the key stands.
  static long unitsOr(JsonNode node, String name, int scale, long otherwise) {
    return node.has(name) ? Units.exact(exact(node, name), scale) : otherwise;
  }

  static double decimalOr(JsonNode node, String name, double otherwise) {
    return node.has(name) ? Double.parseDouble(text(node, name)) : otherwise;
  }

  /// A rate or factor in billionths, exactly.
  static long rate(JsonNode node, String name) {
    return rateOr(node, name, Billionths.ONE);
  }

  static long rateOr(JsonNode node, String name, long otherwise) {
    return unitsOr(node, name, RATE_DIGITS, otherwise);
  }

  static Duration durationOr(JsonNode node, String name, Duration otherwise) {
    if (!node.has(name)) {
      return otherwise;
    }
    String text = text(node, name);
    long count = Long.parseLong(text.replaceAll("[^0-9]", ""));
    return switch (text.replaceAll("[0-9 ]", "")) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  static long millis(JsonNode node, String name) {
    return durationOr(node, name, Duration.ZERO).toMillis();
  }

  /// The parts, if none is missing.
  @SafeVarargs
  static <T> @Nullable List<T> all(@Nullable T... parts) {
    List<T> found = new ArrayList<>();
    for (T part : Arrays.asList(parts)) {
      if (part == null) {
        return null;
      }
      found.add(part);
    }
    return found;
  }
}
