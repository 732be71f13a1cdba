package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BacktestCommandTest {
  private static Path data() {
    Path folder = Path.of(System.getProperty("plimsoll.root"), "..", "shared", "data");
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.out.println("Skipped: no recordings under " + folder);
    }
    Assumptions.assumeTrue(there);
    return folder;
  }

  private static Run run(Path out, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "backtest",
                "--data",
                data().toString(),
                "--symbols",
                "SOLUSDT",
                "--from",
                "2022-10-01",
                "--to",
                "2022-12-31",
                "--no-step",
                "--quiet",
                "--out",
                out.toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void theScenarioStandsBesideTheLawWithItsWatermarkInBothLanguages(@TempDir Path folder)
      throws Exception {
    Run english = run(folder.resolve("en"), "--pack", "scenario/article-2025");
    run(folder.resolve("zh"), "--pack", "scenario/article-2025", "--lang", "zh-CN");

    assertEquals(ExitCode.OK, english.exitCode());
    JsonNode rows = english.json();
    assertEquals("scenario/article-2025", rows.path(0).path("pack").asString());
    assertEquals("law:EU/retail", rows.path(1).path("pack").asString());
    assertEquals(92, rows.path(0).path("tested").asInt());
    assertEquals(92, rows.path(0).path("daysBelowLawfulFloor").asInt());
    assertEquals(0.5, rows.path(1).path("meanMargin").asDouble());
    // Solana lost 42.3 % in the day after 9 November 2022: 24.2501 to 14.0 at the closes.
    assertTrue(rows.path(0).path("longExceeded").asInt() >= 1);
    assertEquals(0, rows.path(1).path("longExceeded").asInt());
    String page = Files.readString(folder.resolve("en/report.html"));
    assertTrue(page.contains("hypothetical parameters from an unverified article"));
    assertTrue(page.contains("2022-11-09"));
    String chinese = Files.readString(folder.resolve("zh/report.html"));
    assertTrue(chinese.contains("lang=\"zh-CN\"") && chinese.contains("保证金回测"));
    for (String file : List.of("margins", "tests", "exceedances", "procyclicality")) {
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve("en/" + file + ".csv"), folder.resolve("zh/" + file + ".csv")),
          file + ".csv is the same whatever the language, and the same twice");
    }
  }

  @Test
  void aLawThatForbidsIsNotTested(@TempDir Path folder) {
    Run run = run(folder, "--jurisdiction", "UK");

    assertEquals("NONE", run.json().path(0).path("zone").asString());
    assertEquals(0, run.json().path(0).path("tested").asInt());
  }

  @Test
  void aRequestThatCannotBeMetSaysWhy(@TempDir Path folder) {
    assertEquals("NO_SERIES", run(folder, "--source", "nobody").error().path("code").asString());
    assertEquals("BAD_REQUEST", run(folder, "--pack", "eu/none").error().path("code").asString());
    assertEquals("OUT_OF_RANGE", run(folder, "--horizon", "0").error().path("code").asString());
  }
}
