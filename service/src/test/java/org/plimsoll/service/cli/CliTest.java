package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.formula.Unit;
import tools.jackson.databind.JsonNode;

class CliTest {
  private static final String FOUNDING = "alpha * sigma_day / ltv_permitted + beta";

  @Test
  void aFormulaIsEvaluatedWithItsSteps() {
    Run run =
        Run.of(
            "formula",
            "eval",
            FOUNDING,
            "--set",
            "alpha=0.5",
            "--set",
            "sigma_day=3%",
            "--set",
            "ltv_permitted=0.75",
            "--set",
            "beta=0.01");
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    JsonNode json = run.json();
    // 0.5 × 0.03 ÷ 0.75 + 0.01 = 0.02 + 0.01
    assertEquals(0.03, Double.parseDouble(json.get("value").stringValue()), 1e-15);
    assertEquals(FOUNDING, json.get("trace").get("text").stringValue());
    assertFalse(json.get("trace").get("children").isEmpty());
    assertEquals("", run.err());
  }

  @Test
  void aValueThatCannotBeGivenIsAnAnswerThatIsNo() {
    Run run = Run.of("formula", "eval", "1 / x", "--set", "x=0");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals("DIVISION_BY_ZERO", run.json().get("reason").stringValue());
  }

  @Test
  void aTextThatIsNoFormulaIsBadDataWithItsPlace() {
    Run run = Run.of("formula", "eval", "notional + 1", "--set", "notional:money=5");
    assertEquals(ExitCode.BAD_DATA, run.exitCode());
    JsonNode error = run.json().get("errors").get(0);
    assertEquals(1, error.get("line").intValue());
    assertTrue(run.err().contains("^"), run.err());
  }

  @Test
  void aFormulaIsWrittenForReadersWithItsNumbers() {
    Run run = Run.of("formula", "render", "a * b", "--set", "a=2", "--set", "b=3%");
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals("a * b", run.json().get("text").stringValue());
    assertEquals("2 * 0.03", run.json().get("substituted").stringValue());
    Run mathml = Run.of("formula", "render", "a / 2", "--set", "a=1", "--as", "mathml");
    assertTrue(mathml.json().get("text").stringValue().contains("<mfrac>"), mathml.out());
  }

  @Test
  void aPersonGetsATableAndAScriptGetsJson() {
    String[] args = {"formula", "eval", "1 + 2"};
    assertTrue(Run.on(true, Map.of("NO_COLOR", "1"), args).out().startsWith("Step"));
    assertTrue(Run.on(true, Map.of(), args).out().startsWith("\u001b[1mStep"));
    assertTrue(Run.of(args).out().startsWith("{"));
    assertTrue(Run.of("formula", "eval", "1 + 2", "-o", "csv").out().startsWith("step,value,unit"));
    assertEquals(1, Run.of("formula", "eval", "1 + 2", "-o", "ndjson").out().lines().count());
  }

  @Test
  void chineseIsAsWideAsTwoLatinLetters() {
    Run run =
        Run.on(true, Map.of("LANG", "zh_CN.UTF-8", "NO_COLOR", "1"), "formula", "eval", "1 + 2");
    assertTrue(run.out().startsWith("步骤"), run.out());
    assertEquals(4, Printer.width("步骤"));
  }

  @Test
  void aMistakeInTheCommandLineIsToldInBothLanguages() {
    Run english = Run.of("formula", "evaluate");
    assertEquals(ExitCode.USAGE, english.exitCode());
    assertEquals("USAGE", english.error().get("code").stringValue());
    Run chinese = Run.of("--lang", "zh-CN", "-o", "table", "data", "pull");
    assertEquals(ExitCode.USAGE, chinese.exitCode());
    assertTrue(chinese.err().contains("命令行有误"), chinese.err());
    assertTrue(chinese.err().contains("plimsoll data pull --help"), chinese.err());
  }

  @Test
  void everyVerbExplainsItselfInBothLanguages() {
    for (String verb :
        new String[] {
          "demo",
          "compute",
          "rules",
          "serve",
          "explain",
          "simulate",
          "formula",
          "data",
          "log",
          "replay",
          "doctor",
          "test",
          "completion",
          "version"
        }) {
      Run english = Run.of(verb, "--help");
      assertEquals(ExitCode.OK, english.exitCode());
      assertTrue(english.out().startsWith("Usage: plimsoll " + verb), english.out());
      Run chinese = Run.of("--lang", "zh-CN", verb, "--help");
      assertTrue(chinese.out().startsWith("用法"), chinese.out());
      assertTrue(chinese.out().codePoints().filter(c -> c >= 0x4e00).count() > 20, chinese.out());
    }
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    var english = new TreeSet<>(Messages.of("en").bundle().keySet());
    var chinese = new TreeSet<>(Messages.of("zh-CN").bundle().keySet());
    assertEquals(english, chinese);
    for (String key : english) {
      String text = Messages.of("zh-CN").bundle().getString(key);
      assertFalse(text.isBlank(), key);
      for (int place = 0; place < 4; place++) {
        String wanted = "{" + place + "}";
        assertEquals(
            Messages.of("en").bundle().getString(key).contains(wanted), text.contains(wanted), key);
      }
    }
  }

  @Test
  void valuesAreReadInTheUnitOfTheirName() {
    assertEquals(Unit.volatilityOver(1), setting("sigma_day=3%").unit());
    assertEquals(0.03, setting("sigma_day=3%").value());
    assertEquals(Unit.volatilityOver(10), setting("loss_q99_10d_1095d=0.2").unit());
    assertEquals(new Setting("n", Unit.MONEY, 1_000_000), setting("n:money=1_000_000"));
    assertEquals(new Setting("t", Unit.TIME, 0.5), setting("t=12h"));
    assertEquals(new Setting("b", Unit.BOOLEAN, 1), setting("b=true"));
    for (String wrong :
        new String[] {"x", "=1", "x=1..2", "x=NaN", "x=0x1p3", "x=1d5%", "x:mass=1"}) {
      assertEquals(
          ExitCode.USAGE, Run.of("formula", "eval", "x", "--set", wrong).exitCode(), wrong);
    }
  }

  private static Setting setting(String text) {
    return Setting.parse(text, _ -> Optional.empty());
  }

  @Test
  void simulationPartsAreReadExactly() {
    assertEquals("BTC-PERP", SimulateCommand.trade("BTC-PERP=-0.5@64000.5").instrument());
    assertEquals("-0.5", SimulateCommand.trade("BTC-PERP=-0.5@64000.5").quantity().toString());
    assertEquals("-0.10", String.valueOf(SimulateCommand.price("BTC-PERP=-10%").change()));
    assertEquals("1000", SimulateCommand.transfer("USDT=1000").amount().toString());
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    Run run =
        Run.of(
            "explain",
            "--instrument",
            "BTC-PERP",
            "--jurisdiction",
            "EU",
            "--client-class",
            "retail",
            "--server",
            "http://127.0.0.1:1");
    assertEquals(ExitCode.UNAVAILABLE, run.exitCode());
    assertEquals("SERVER_AWAY", run.error().get("code").stringValue());
  }

  @Test
  void listeningToTheWorldNeedsAToken() {
    assertEquals(ExitCode.NOT_PERMITTED, Run.of("serve", "--host", "0.0.0.0").exitCode());
    Run run = Run.on(false, Map.of("PLIMSOLL_TOKEN", "t"), "serve", "--host", "0.0.0.0");
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
  }

  @Test
  void aFolderOfRecordingsIsLookedOver(@TempDir Path folder) throws Exception {
    assertEquals("[]", Run.of("data", "check", folder.toString()).out().replaceAll("\\s", ""));
    Files.writeString(folder.resolve("readme.txt"), "nothing");
    Run run = Run.of("data", "check", folder.toString());
    assertEquals(ExitCode.OK, run.exitCode());
    assertTrue(run.err().contains("readme.txt"), run.err());
    assertEquals(ExitCode.UNAVAILABLE, Run.of("data", "check", folder + "/none").exitCode());
  }

  @Test
  void theDoctorLooksAtEverything() {
    Run run = Run.of("doctor", "--port", "0", "--data", "/nonexistent");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals(
        "FAILED",
        run.json()
            .valueStream()
            .filter(finding -> finding.get("check").stringValue().equals("data"))
            .findFirst()
            .orElseThrow()
            .get("health")
            .stringValue());
  }

  @Test
  void completionKnowsTheVerbs() {
    String script = Run.of("completion", "bash").out();
    assertTrue(script.contains("formula") && script.contains("complete -F"), script);
    assertTrue(Run.of("completion", "zsh").out().startsWith("autoload"));
  }

  @Test
  void theTestsAreTheLaunchersBusiness() {
    assertEquals(ExitCode.UNAVAILABLE, Run.of("test").exitCode());
  }
}
