package org.plimsoll.service.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.store.SqliteReader;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Where a question about a venue is put: to a running server, or to a journal.
final class Venue {
  @Option(names = "--server", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080")
  URI server = URI.create("");

  @Option(names = "--journal", paramLabel = "FOLDER")
  @Nullable Path journal;

  Server server() {
    return new Server(server);
  }

  /// The view that the journal leads to, or nothing when a server is to be asked.
  ///
  /// @param asOf the instant to stop at, or nothing for the journal's end
  @Nullable VenueView view(Session session, Launch launch, @Nullable Instant asOf) {
    if (journal == null) {
      return null;
    }
    if (!SqliteReader.isIn(journal)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", journal);
    }
    return launch.restore(
        journal, asOf, sequence -> session.note(session.messages().get("note.replayed", sequence)));
  }

  /// The thing found, as JSON.
  static <T> JsonNode found(Found<T> answer) {
    return switch (answer) {
      case Found.Value<T>(T value) -> Json.read(Json.bytes(value));
      case Found.Missing<T>(String code, String detail) ->
          throw Failure.coded(ExitCode.BAD_DATA, code, "NOT_FOUND", detail);
    };
  }

  /// Names and values of a tree: members of objects joined by dots, items of lists by number.
  static Table flat(JsonNode tree) {
    var rows = new ArrayList<List<String>>();
    flatten("", tree, rows);
    return new Table(List.of("name", "value"), rows);
  }

  private static void flatten(String name, JsonNode node, List<List<String>> rows) {
    String prefix = name.isEmpty() ? "" : name + ".";
    if (node.isObject()) {
      node.properties()
          .forEach(member -> flatten(prefix + member.getKey(), member.getValue(), rows));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), rows);
      }
    } else {
      String text = node.isString() ? node.stringValue() : node.toString();
      rows.add(List.of(name, text));
    }
  }
}
