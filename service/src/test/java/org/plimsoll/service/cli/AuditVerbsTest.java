package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditVerbsTest {
  private static final String MARKET =
      "sigma_day=0.005..0.4, ltv_permitted=0.3..0.95, esg_score=0..1";

  @Test
  void theScenarioIsShownToUndercutALawfulFloor() {
    Run run =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--against",
            "jp/individual-crypto",
            "--domain",
            MARKET);
    assertEquals(ExitCode.NO, run.exitCode(), run.err());
    JsonNode answer = run.json();
    assertEquals("VIOLATED", answer.path("verdict").asString());
    JsonNode point = answer.path("counterexample");
    assertEquals("0.5", point.path("statute").path("rate").asString());
    assertTrue(new java.math.BigDecimal(point.path("shortfall").asString()).signum() > 0);
  }

  @Test
  void aFormulaIsProvedAgainstAPackAndMayUseItsNames() {
    Run proved =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "alpha * sigma_day + beta",
            "--params",
            "alpha=2.33, beta=51%",
            "--against",
            "jp/individual-crypto",
            "--domain",
            "sigma_day=0.005..0.4",
            "-o",
            "json");
    assertEquals(ExitCode.OK, proved.exitCode(), proved.err());
    assertEquals("PROVED", proved.json().path("verdict").asString());
    Run own =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--against",
            "min(beta + alpha * sigma_day, article_cap)",
            "--domain",
            MARKET);
    assertEquals(ExitCode.NO, own.exitCode(), own.err()); // the discount of green assets
    Run weaker =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--params",
            "green_discount=0",
            "--against",
            "min(beta + alpha * sigma_day, article_cap)",
            "--domain",
            MARKET);
    assertEquals(ExitCode.OK, weaker.exitCode(), weaker.out());
  }

  @Test
  void whatCannotBeDecidedInTimeMayBeTriedAgain() {
    Run run =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "exp(x)",
            "--against",
            "2.718281828459045 * x",
            "--domain",
            "x=0.5..1.5",
            "--limit",
            "0.2");
    assertEquals(ExitCode.TRY_AGAIN, run.exitCode(), run.out());
    assertTrue(run.json().path("remaining").asString().startsWith("x="), run.out());
  }

  @Test
  void aClaimWithoutARangeOrARateIsRefusedWithARemedy() {
    Run missing =
        Run.of("audit", "prove", "--formula", "scenario/article-2025", "--against", "0.01");
    assertEquals(ExitCode.USAGE, missing.exitCode());
    assertEquals("NOT_A_CLAIM", missing.error().path("code").asString());
    assertTrue(missing.error().path("message").asString().contains("sigma_day"), missing.err());
    Run none = Run.of("audit", "prove", "--formula", "eu/mica", "--against", "0.01");
    assertEquals(ExitCode.BAD_DATA, none.exitCode());
    assertEquals("NO_RATE", none.error().path("code").asString());
  }

  @Test
  void aDifferenceIsTheStepOfADatedValue() {
    Run run =
        Run.of(
            "audit", "diff", "us/security-futures", "--from", "2020-12-23", "--to", "2020-12-24");
    assertEquals(ExitCode.NO, run.exitCode(), run.err());
    assertEquals("-0.05", run.json().path("rise").path("change").asString().substring(0, 5));
    assertTrue(run.out().contains("unhedged_margin"), run.out());
    Run same =
        Run.of(
            "audit", "diff", "us/security-futures", "--from", "2021-01-01", "--to", "2021-01-02");
    assertEquals(ExitCode.OK, same.exitCode(), same.out());
  }
}
