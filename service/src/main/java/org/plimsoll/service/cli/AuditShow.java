package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.lineage.LineageRecord;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.transparency.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows everything that one computation depended on, found again by replaying the journal.
@Command(name = "show")
final class AuditShow implements Callable<Integer> {
  private final Session session;
  @Mixin AuditJournal source = new AuditJournal();

  @Parameters(paramLabel = "ID")
  String id = "";

  AuditShow(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    LineageRecord found;
    try (SqliteReader journal = source.open()) {
      found =
          LineageRecord.of(journal, AuditJournal.book(journal), id)
              .orElseThrow(() -> new Failure(ExitCode.NO, "NO_COMPUTATION", id, source.journal));
    }
    JsonValue.Members record = found.record();
    if (record == null) {
      throw new Failure(
          ExitCode.NO,
          "RECOMPUTED_OTHERWISE",
          String.valueOf(found.report().sequence()),
          String.valueOf(found.report().firstDifference()));
    }
    List<List<String>> rows = new ArrayList<>();
    flatten("", record, rows);
    session
        .printer()
        .print(Json.read(record.canonicalBytes()), new Table(List.of("name", "value"), rows));
    return ExitCode.OK;
  }

  private static void flatten(String name, JsonValue value, List<List<String>> rows) {
    switch (value) {
      case JsonValue.Members(var members) -> {
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          flatten(
              name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
              member.getValue(),
              rows);
        }
      }
      case JsonValue.Items(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          flatten(name + "." + i, items.get(i), rows);
        }
      }
      case JsonValue.Text(String text) -> rows.add(List.of(name, text));
      case JsonValue.Numeric _, JsonValue.Truth _, JsonValue.Nothing _ ->
          rows.add(List.of(name, value.canonical()));
    }
  }
}
