package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A simulation as rows of before and after: margin, balances, positions with their liquidation
/// prices.
final class SimulationTable {
  private static final List<String> MARGIN =
      List.of(
          "asset",
          "status",
          "reason",
          "equity",
          "collateral",
          "initialRequirement",
          "maintenanceRequirement",
          "shortfall",
          "marginRatio");

  private final JsonNode before;
  private final JsonNode after;
  private final List<List<String>> rows = new ArrayList<>();

  private SimulationTable(JsonNode answer) {
    before = answer.path("before");
    after = answer.path("after");
  }

  static Table of(JsonNode answer) {
    SimulationTable table = new SimulationTable(answer);
    table.build();
    for (String name : List.of("accepted", "reason", "detail")) {
      if (answer.has(name)) {
        table.rows.add(List.of(name, "", answer.path(name).asString("")));
      }
    }
    return new Table(List.of("name", "before", "after"), table.rows);
  }

  private void build() {
    for (String name : MARGIN) {
      add(name, before.path("margin").path(name), after.path("margin").path(name));
    }
    for (String asset : names("balances", "asset")) {
      add(
          "balance." + asset,
          named(before, "balances", "asset", asset).path("amount"),
          named(after, "balances", "asset", asset).path("amount"));
    }
    for (String id : names("positions", "instrument")) {
      JsonNode one = named(before, "positions", "instrument", id);
      JsonNode other = named(after, "positions", "instrument", id);
      for (String name : List.of("quantity", "entryPrice", "markPrice", "unrealisedProfit")) {
        add("position." + id + "." + name, one.path(name), other.path(name));
      }
      row("position." + id + ".liquidationPrice", liquidation(one), liquidation(other));
    }
  }

  private SortedSet<String> names(String list, String key) {
    SortedSet<String> names = new TreeSet<>();
    before.path(list).forEach(item -> names.add(item.path(key).asString("")));
    after.path(list).forEach(item -> names.add(item.path(key).asString("")));
    return names;
  }

  private static JsonNode named(JsonNode state, String list, String key, String name) {
    for (JsonNode item : state.path(list)) {
      if (item.path(key).asString("").equals(name)) {
        return item;
      }
    }
    return state.path("nothing");
  }

  private static String liquidation(JsonNode position) {
    JsonNode found = position.path("liquidation");
    return switch (found.path("kind").asString("")) {
      case "PRICE" -> found.path("worst").asString("");
      case "NONE" -> "none";
      default -> found.path("reason").asString("");
    };
  }

  private void add(String name, JsonNode one, JsonNode other) {
    row(name, one.asString(""), other.asString(""));
  }

  private void row(String name, String one, String other) {
    if (!one.isEmpty() || !other.isEmpty()) {
      rows.add(List.of(name, one, other));
    }
  }
}
