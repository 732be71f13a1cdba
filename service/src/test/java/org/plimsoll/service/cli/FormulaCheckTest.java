package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Range;
import tools.jackson.databind.JsonNode;

class FormulaCheckTest {
  private static final String OWN = "alpha * sigma_day / account_ltv + beta";
  private static final String OWN_DOMAIN =
      "sigma_day=0.005..0.4, account_ltv=0..0.95, alpha=2, beta=1%";

  @Test
  void theAccountsOwnLtvIsFoundPerverseAndThePermittedOneIsNot() {
    Run own = Run.of("formula", "check", OWN, "--domain", OWN_DOMAIN, "-o", "json");
    assertEquals(ExitCode.NO, own.exitCode(), own.err());
    JsonNode json = own.json();
    assertTrue(json.get("accepted").asBoolean());
    assertFalse(json.get("sound").asBoolean());
    assertEquals(
        List.of("FALLS_WHEN_LEVERAGE_RISES", "CAN_BE_UNBOUNDED", "CAN_BE_UNAVAILABLE"),
        json.get("findings").valueStream().map(one -> one.get("kind").asString()).toList());
    assertFalse(json.get("bounds").has("upper"));
    assertEquals("NEGATIVE", json.get("signs").get("account_ltv").asString());
    JsonNode points = json.get("findings").get(0).get("counterexample");
    assertTrue(
        Double.parseDouble(points.get(0).get("value").asString())
            > Double.parseDouble(points.get(1).get("value").asString()));

    Run permitted =
        Run.of(
            "formula",
            "check",
            OWN.replace("account_ltv", "ltv_permitted"),
            "--domain",
            "sigma_day=0.005..0.4,ltv_permitted=0.3..0.9",
            "--domain",
            "alpha=2,beta=1%");
    assertEquals(ExitCode.OK, permitted.exitCode(), permitted.err());
    assertTrue(permitted.json().get("sound").asBoolean());
    assertEquals(0, permitted.json().get("findings").size());
  }

  @Test
  void everyFormHasTheSameFindings() {
    String[] args = {"formula", "check", OWN, "--domain", OWN_DOMAIN};
    Run table = Run.on(true, Map.of(), args);
    assertTrue(table.out().contains("FALLS_WHEN_LEVERAGE_RISES"), table.out());
    assertTrue(table.out().contains("none proven"), table.out());
    Run chinese = Run.on(true, Map.of("LANG", "zh_CN.UTF-8"), args);
    assertTrue(chinese.out().contains("未能证明") && chinese.out().contains("降至"), chinese.out());
    Run csv = Run.of("formula", "check", OWN, "--domain", OWN_DOMAIN, "-o", "csv");
    assertTrue(csv.out().startsWith("item,name,value\r\n"), csv.out());
    Run ndjson = Run.of("formula", "check", OWN, "--domain", OWN_DOMAIN, "-o", "ndjson");
    assertEquals(1, ndjson.out().lines().count());
  }

  @Test
  void aTextThatIsNoFormulaIsRefusedWithItsPlace() {
    Run run = Run.of("formula", "check", "sigma_day + ", "--domain", "sigma_day=0.1");
    assertEquals(ExitCode.BAD_DATA, run.exitCode());
    assertFalse(run.json().get("accepted").asBoolean());
    Run unnamed = Run.of("formula", "check", "x + y", "--domain", "x=0..1");
    assertEquals("F201", unnamed.json().get("errors").get(0).get("code").asString());
  }

  @Test
  void aDomainReadsValuesAndUnitsAsSettingsDo() {
    Domain domain =
        Domain.of(
            List.of(
                "sigma_day = 0.5% .. 40%,n:money=0..1e9,t=0..5d,x=.5,b=false..true", "y=-2..-1"));
    assertEquals(new Range(0.005, 0.4), domain.box().ranges().get("sigma_day"));
    assertEquals(Unit.volatilityOver(1), domain.units().get("sigma_day"));
    assertEquals(new Range(0, 1e9), domain.box().ranges().get("n"));
    assertEquals(Unit.MONEY, domain.units().get("n"));
    assertEquals(new Range(0, 5), domain.box().ranges().get("t"));
    assertEquals(Unit.TIME, domain.units().get("t"));
    assertEquals(Range.of(0.5), domain.box().ranges().get("x"));
    assertEquals(new Range(0, 1), domain.box().ranges().get("b"));
    assertEquals(Unit.BOOLEAN, domain.units().get("b"));
    assertEquals(new Range(-2, -1), domain.box().ranges().get("y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|NOT_A_DOMAIN",
        "x=|NOT_A_DOMAIN",
        "x=0..|NOT_A_DOMAIN",
        "x=..1|NOT_A_DOMAIN",
        "x=0..1,|NOT_A_DOMAIN",
        "x=0..1..2|NOT_A_VALUE",
        "x=0-1|NOT_A_VALUE",
        "x=low..high|NOT_A_VALUE",
        "x=0..NaN|NOT_A_VALUE",
        "x:mass=0..1|NOT_A_UNIT",
        "x=2..1|DOMAIN_REVERSED",
        "x=0..1e999|DOMAIN_OUT_OF_RANGE",
        "x=1,x=2|SET_TWICE"
      })
  void aDomainThatCannotBeReadSaysWhy(String domain, String code) {
    Run run = Run.of("formula", "check", "x", "--domain", domain);
    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertEquals(code, run.error().get("code").asString(), run.err());
    assertFalse(run.error().get("remedy").asString().isBlank());
  }

  @Test
  void aCheckNeedsADomain() {
    Run run = Run.of("formula", "check", "x");
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("MISSING_OPTION", run.error().get("code").asString());
    assertEquals(ExitCode.OK, Run.of("formula", "check", "1 + 2", "--domain", "").exitCode());
    Run help = Run.of("formula", "check", "--help");
    assertTrue(help.out().contains("--domain"), help.out());
  }
}
