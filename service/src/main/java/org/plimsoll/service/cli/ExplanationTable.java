package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The explanation of a rate as rows for people: the rate, what was done to it, the formula with
/// names and with numbers, every step, every input with its source.
///
/// The forms for typesetting are left to JSON.
final class ExplanationTable {
  private static final List<String> HEAD =
      List.of("instrument", "jurisdiction", "clientClass", "time");
  private static final List<String> RATE =
      List.of(
          "kind",
          "reason",
          "detail",
          "rate",
          "demandedRate",
          "lawfulFloor",
          "belowStatutoryFloor",
          "floor",
          "cap",
          "boundKind",
          "maintenanceRate",
          "sigmaDay",
          "forecastSigmaDay",
          "markPrice",
          "markTime",
          "packId",
          "packVersion",
          "packHash",
          "status",
          "watermark",
          "effectiveSince");

  private final JsonNode answer;
  private final List<List<String>> rows = new ArrayList<>();

  private ExplanationTable(JsonNode answer) {
    this.answer = answer;
  }

  static Table of(JsonNode answer) {
    return new ExplanationTable(answer).build();
  }

  private Table build() {
    HEAD.forEach(name -> member(answer, name));
    JsonNode rate = answer.path("rate");
    RATE.forEach(name -> member(rate, name));
    for (JsonNode step : rate.path("governor")) {
      add(
          "step",
          "%s: %s → %s %s"
              .formatted(
                  text(step, "step"),
                  text(step, "before"),
                  text(step, "after"),
                  text(step, "detail")));
    }
    JsonNode pending = rate.path("pending");
    if (pending.isObject()) {
      add("pending", text(pending, "rate") + " " + text(pending, "effectiveAt"));
    }
    JsonNode formula = answer.path("formula");
    add("formula", text(formula, "plain"));
    add("withNumbers", text(formula, "substitutedPlain"));
    trace(answer.path("trace"), 0);
    answer.path("inputs").forEach(this::input);
    answer.path("citations").forEach(source -> add("source", citation(source)));
    return new Table(List.of("name", "value"), rows);
  }

  private void trace(JsonNode node, int depth) {
    if (node.isObject()) {
      String result = text(node, "value") + text(node, "truth") + text(node, "reason");
      add("trace", "  ".repeat(depth) + text(node, "text") + " = " + result);
      node.path("children").forEach(child -> trace(child, depth + 1));
    }
  }

  private void input(JsonNode input) {
    String value = text(input, "value");
    String source = input.has("citation") ? citation(input.path("citation")) : "";
    String about = text(input, "description") + source;
    add(
        "input",
        text(input, "name")
            + " = "
            + (value.isEmpty() ? "–" : value)
            + (about.isEmpty() ? "" : "  (" + about + ")"));
  }

  private static String citation(JsonNode source) {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("title", "article", "link", "grade")) {
      String part = text(source, name);
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join("; ", parts);
  }

  private void member(JsonNode object, String name) {
    add(name, text(object, name));
  }

  private void add(String name, String value) {
    if (!value.isBlank()) {
      rows.add(List.of(name, value));
    }
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }
}
