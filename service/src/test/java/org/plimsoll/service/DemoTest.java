package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a whole on the recording that comes with it.
class DemoTest {
  @TempDir Path folder;

  @Test
  void theSameRecordingAndSeedGiveTheSameStateAndAJournalThatReplaysToIt() {
    ProgramRun first = demo("first");
    ProgramRun second = demo("second");
    assertEquals(0, first.exit(), first.err());
    assertEquals(stateHash(first.out()), stateHash(second.out()));

    ProgramRun replay =
        ProgramRun.of("replay", "--verify", "--journal", folder.resolve("first").toString());
    assertEquals(0, replay.exit(), replay.err());
    assertTrue(replay.out().contains("\"same\" : true"), replay.out());
    assertTrue(replay.out().contains(stateHash(first.out())), replay.out());
  }

  @Test
  void theSummaryShowsTheLawAndTheScenarioBelowIt() {
    ProgramRun run = demo("summary");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("eu-retail"), run.out());
    assertTrue(run.out().contains("BTC-PERP 50.00 %"), run.out());
    assertTrue(run.out().contains("BTC-PERP PROHIBITED"), run.out());
    assertTrue(run.out().contains("(below the lawful floor)"), run.out());
    assertTrue(run.err().contains("synthetic"), run.err());
  }

  private ProgramRun demo(String journal) {
    return ProgramRun.of(
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
}
