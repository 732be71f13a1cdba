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

  @Test
  void whatADemonstrationCannotReplayIsTold() {
    String[][] mistakes = {
      {"--data", folder.resolve("none").toString(), "NO_FOLDER", "69"},
      {"--data", folder.toString(), "NO_RECORDINGS", "65"},
      {"--from", "yesterday", "NOT_A_DAY", "2"},
      {"--from", "2031-01-01", "NOTHING_TO_REPLAY", "2"},
      {"--to", "2001-01-01", "NOTHING_TO_REPLAY", "2"},
    };
    for (String[] mistake : mistakes) {
      ProgramRun run =
          ProgramRun.of("demo", "--exit", "--no-open", "--port", "0", mistake[0], mistake[1]);
      assertEquals(mistake[2], run.error().get("code").stringValue(), run.err());
      assertEquals(Integer.parseInt(mistake[3]), run.exit());
    }
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
