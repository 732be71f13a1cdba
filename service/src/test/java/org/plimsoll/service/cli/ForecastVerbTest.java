package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ForecastVerbTest {
  private static final Path DATA =
      Path.of(System.getProperty("plimsoll.root"), "..", "shared", "data");

  @Test
  void championHasNoLeadOverItselfAndEveryOriginHasARow(@TempDir Path folder) throws Exception {
    if (!Files.isDirectory(DATA)) {
      System.out.println("Skipped: no recorded markets in " + DATA);
    }
    Assumptions.assumeTrue(Files.isDirectory(DATA));
    Path out = folder.resolve("f.csv");
    Run run =
        Run.of(
            ("forecast backtest --symbols BTCUSDT --models EWMA-0.94,log-HAR-SX-W --from 2025-11-01"
                    + " --to 2025-11-30 --data "
                    + DATA
                    + " --out "
                    + out)
                .split(" "));
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    JsonNode champion = row(run.json(), "log-HAR-SX-W");
    assertFalse(champion.has("dm"), champion::toString);
    assertEquals("1", champion.get("ratio").stringValue());
    assertTrue(Double.parseDouble(row(run.json(), "EWMA-0.94").get("dm").stringValue()) > 0);
    List<String> lines = Files.readAllLines(out);
    assertEquals(1 + 2 * 30, lines.size());
  }

  private static JsonNode row(JsonNode rows, String model) {
    for (JsonNode row : rows) {
      if (row.get("model").stringValue().equals(model)) {
        return row;
      }
    }
    throw new AssertionError("no row of " + model + " in " + rows);
  }
}
