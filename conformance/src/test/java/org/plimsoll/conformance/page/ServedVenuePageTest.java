package org.plimsoll.conformance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The page in front of the real program: `demo` writes a journal from the recording that comes
/// with it, `serve` brings the venue back from there, each in a process of its own.
class ServedVenuePageTest extends PageChecks {
  private static final String DEMO_ACCOUNTS = "500";

  /// What the demonstration said when it ended.
  private String summary = "";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @Override
  PageUnderTest startServer() throws Exception {
    String journal = folder.resolve("journal").toString();
    summary =
        ServedVenue.run(
            folder,
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            DEMO_ACCOUNTS,
            "--journal",
            journal);
    return ServedVenue.start(folder, "serve", "--port", "0", "--journal", journal);
  }

  @Override
  String label() {
    return "served";
  }

  @Test
  void countsAndStateAreThoseWithWhichTheDemonstrationEnded() throws Exception {
    JsonNode counted = get("accounts/summary");
    String calls =
        "Margin calls %d, accounts to liquidate".formatted(counted.get("marginCalls").asInt());
    assertEquals(
        calls,
        summary
            .lines()
            .filter(line -> line.startsWith("Margin calls"))
            .findFirst()
            .orElseThrow()
            .substring(0, calls.length()));
    JsonNode health = get("health");
    assertEquals(
        "State hash " + health.get("stateHash").asString(),
        summary.lines().filter(line -> line.startsWith("State hash")).findFirst().orElseThrow());
    assertEquals(health.get("sequence"), health.get("stateHashSequence"));
  }
}
