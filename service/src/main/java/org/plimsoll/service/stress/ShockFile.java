package org.plimsoll.service.stress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.rulepacks.PackError;
import org.plimsoll.rulepacks.StrictYaml;
import org.plimsoll.service.api.Json;
import tools.jackson.databind.JsonNode;

/// A shock as people write it, in YAML or JSON.
///
/// Members, all optional: `title`, `prices` (base asset or `all`: -40% or -0.4), `depeg` (coin:
/// price), `over`, `length` and `outage` (30min, 2h, 1d), `volatility` (a day's deviation),
/// `liquidity`, `silent` (base assets), `seed`.
public final class ShockFile {
  private static final Set<String> MEMBERS =
      new TreeSet<>(
          List.of(
              "title",
              "prices",
              "depeg",
              "over",
              "length",
              "outage",
              "volatility",
              "liquidity",
              "silent",
              "seed"));
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|min|h|d)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,12})?");

  private ShockFile() {}

  /// The shock in `bytes`.
  ///
  /// @throws IllegalArgumentException when they hold none; the message names the place
  public static Shock read(String file, byte[] bytes) {
    return switch (StrictYaml.read(file, bytes)) {
      case StrictYaml.Result.Rejected rejected ->
          throw new IllegalArgumentException(
              String.join("; ", rejected.errors().stream().map(PackError::toString).toList()));
      case StrictYaml.Tree tree ->
          of(file, Json.read(tree.json().getBytes(StandardCharsets.UTF_8)));
    };
  }

  /// The shock that a tree stands for.
  ///
  /// @throws IllegalArgumentException when it stands for none
  public static Shock of(String name, JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException(name + " is not a shock: an object is needed");
    }
    for (String member : root.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "%s: '%s' is no part of a shock; parts are %s".formatted(name, member, MEMBERS));
      }
    }
    TreeSet<String> silent = new TreeSet<>();
    root.path("silent").forEach(item -> silent.add(item.asString("")));
    return new Shock(
        root.path("title").asString("A made shock"),
        figures(root.path("prices")),
        figures(root.path("depeg")),
        time(root, "over", Duration.ofHours(1)),
        time(root, "length", Duration.ofDays(1)),
        figure("volatility", root.path("volatility").asString("0")),
        figure("liquidity", root.path("liquidity").asString("1")),
        time(root, "outage", Duration.ZERO),
        silent,
        (long) figure("seed", root.path("seed").asString("1")));
  }

  private static SortedMap<String, Double> figures(JsonNode node) {
    TreeMap<String, Double> figures = new TreeMap<>();
    node.properties()
        .forEach(
            member ->
                figures.put(
                    member.getKey(), figure(member.getKey(), member.getValue().asString(""))));
    return figures;
  }

  private static Duration time(JsonNode root, String member, Duration otherwise) {
    return root.has(member) ? time(member, root.path(member).asString("")) : otherwise;
  }

  /// A span of time as people write it: `90s`, `30min`, `2h`, `1d`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Duration time(String name, String text) {
    Matcher match = TIME.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "%s is '%s', not a time such as 30min, 2h or 1d".formatted(name, text));
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /// A figure as people write it: `-40%` or `-0.4`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static double figure(String name, String text) {
    boolean percent = text.endsWith("%");
    String digits = percent ? text.substring(0, text.length() - 1) : text;
    if (!NUMBER.matcher(digits).matches()) {
      throw new IllegalArgumentException(
          "%s is '%s', not a figure such as -40%% or -0.4".formatted(name, text));
    }
    double value = Double.parseDouble(digits);
    return percent ? value / 100 : value;
  }
}
