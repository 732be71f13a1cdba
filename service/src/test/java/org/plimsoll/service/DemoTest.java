package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.cli.Cli;
import org.plimsoll.service.cli.Console;

/// The program as a whole on the recording that comes with it.
class DemoTest {
  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  @Test
  void theSameRecordingAndSeedGiveTheSameStateAndAJournalThatReplaysToIt() {
    Run first = demo("first");
    Run second = demo("second");
    assertEquals(0, first.exit(), first.err());
    assertEquals(stateHash(first.out()), stateHash(second.out()));

    Run replay = run("replay", "--verify", "--journal", folder.resolve("first").toString());
    assertEquals(0, replay.exit(), replay.err());
    assertTrue(replay.out().contains("\"same\" : true"), replay.out());
    assertTrue(replay.out().contains(stateHash(first.out())), replay.out());
  }

  @Test
  void theSummaryShowsTheLawAndTheScenarioBelowIt() {
    Run run = demo("summary");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("eu-retail"), run.out());
    assertTrue(run.out().contains("BTC-PERP 50.00 %"), run.out());
    assertTrue(run.out().contains("BTC-PERP PROHIBITED"), run.out());
    assertTrue(run.out().contains("(below the lawful floor)"), run.out());
    assertTrue(run.err().contains("synthetic"), run.err());
  }

  private Run demo(String journal) {
    return run(
        "demo",
        "--exit",
        "--no-open",
        "--port",
        "0",
        "--accounts",
        "60",
        "--journal",
        folder.resolve(journal).toString());
  }

  private static String stateHash(String out) {
    String mark = "State hash ";
    int at = out.indexOf(mark);
    assertTrue(at >= 0, out);
    return out.substring(at + mark.length(), at + mark.length() + 64);
  }

  private static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            new TreeMap<>());
    int exit = Cli.run(args, new Program(), console);
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
